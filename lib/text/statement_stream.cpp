#include "text/statement_stream.hpp"

#include <rung/error.hpp>

namespace rung::text {

StatementStream::StatementStream(const embedded::Script& script, Dialect dialect, KnownChecksum known)
    : script_(&script),
      blocks_(script),
      scanner_(dialect, Origin{std::string(script.file), script.first_line}) {
  if (!script.in_memory && (known == KnownChecksum::compared || script.checksum.empty())) hash_.emplace();
}

std::optional<FoundStatement> StatementStream::next() {
  while (!at_end_) {
    if (const auto span = scanner_.next()) return FoundStatement{text_of(*span), *span};
    if (next_block()) continue;
    at_end_ = true;
    const auto last = scanner_.finish();
    end_checksum();
    if (last) return FoundStatement{text_of(*last), *last};
  }
  return std::nullopt;
}

bool StatementStream::next_block() {
  keep_unfinished();
  block_begin_ += block_.size();
  block_ = blocks_.next();
  check_encoding();
  if (hash_) hash_->add(block_);
  if (block_.empty()) return false;
  scanner_.feed(block_);
  return true;
}

void StatementStream::keep_unfinished() {
  const auto begin = scanner_.unfinished();
  if (!begin) return kept_.clear();
  if (*begin < block_begin_) {
    kept_.append(block_);
  } else {
    kept_.assign(block_.substr(*begin - block_begin_));
    kept_begin_ = *begin;
  }
}

std::string_view StatementStream::text_of(const StatementSpan& span) {
  const std::uint64_t size = span.end - span.begin;
  if (span.begin >= block_begin_) return block_.substr(span.begin - block_begin_, size);
  if (span.end > block_begin_) kept_.append(block_.substr(0, span.end - block_begin_));
  return std::string_view(kept_).substr(span.begin - kept_begin_, size);
}

void StatementStream::check_encoding() {
  const auto fault = encoding_.add(block_);
  if (fault) {
    fail(scanner_.place_in(block_, fault->index),
         fault->kind == EncodingFault::Kind::nul_byte
             ? "a NUL byte, at which most databases would stop reading: take it out"
             : "this byte is not UTF-8: save the text as UTF-8");
  }
  if (block_.empty() && encoding_.inside_character()) {
    fail(scanner_.place_in(block_, 0), "the text ends inside a character: save it as UTF-8");
  }
}

void StatementStream::end_checksum() {
  if (!hash_) return;
  checksum_ = hash_->finish();
  // Without one, the file is read for the first time.
  if (script_->checksum.empty() || checksum_.digits() == script_->checksum) return;
  throw SourceError(
      std::string(script_->file), 0, 0,
      "the file is no longer what it was when it was planned: leave it as it is, and run again");
}

void StatementStream::fail(Place place, const std::string& what_is_wrong) const {
  throw SourceError(std::string(script_->file), place.line, place.column, what_is_wrong);
}

}  // namespace rung::text
