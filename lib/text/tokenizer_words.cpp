#include <cstring>

#include "text/encoding.hpp"
#include "text/tokenizer.hpp"

// Words and numbers; and what is passed over at once, which is mostly those.

namespace rung::text {

namespace {

using Kind = CharacterKind;

// Loops run on copies of the members: the compiler must take a byte of the text for a part of any object.
const char* word_end(const CharacterTable& table, const char* at, const char* end) noexcept {
  while (at != end && table.continues_word(*at)) ++at;
  return at;
}

const char* number_end(const CharacterTable& table, const char* at, const char* end) noexcept {
  // A `$` behind digits may open a dollar quote; behind letters it is a part of the word.
  while (at != end && *at != '$' && table.continues_word(*at)) ++at;
  return at;
}

/// `at` where the word is a known one, or one that makes a difference to what is behind it.
const char* unknown_word_end(const CharacterTable& table, const char* at, const char* end) noexcept {
  const char* const behind = word_end(table, at, end);
  const bool may_be_prefix = behind != end && *behind == '\'';
  const bool may_be_mark = *at == byte_order_mark.front();
  if (may_be_prefix || may_be_mark) return at;
  return find_word({at, static_cast<std::size_t>(behind - at)}) == no_keyword ? behind : at;
}

/// `end` where it is not closed, or may go on behind the block.
const char* quoted_end(const char* at, const char* end) noexcept {
  const char quote = *at++;
  while (at != end) {
    const void* const closing = std::memchr(at, quote, static_cast<std::size_t>(end - at));
    if (closing == nullptr) return end;
    at = static_cast<const char*>(closing) + 1;
    if (at != end && *at++ != quote) return at - 1;
  }
  return end;
}

}  // namespace

// A short way for what most of a long script consists of: values. It takes what it can pass over by itself,
// whole; what is cut by the end of the block, or anything else, is left to those who know about it.
void Tokenizer::pass_over_unknown() noexcept {
  const CharacterTable& table = *table_;
  const char* const end = end_;
  const char* passed = nullptr;
  for (const char* at = at_; at != end;) {
    const char* behind = at;
    switch (table.kind(*at)) {
      case Kind::space:
        ++at;
        continue;
      case Kind::other:
      case Kind::dot:
      case Kind::equals:
        behind = at + 1;
        break;
      case Kind::digit:
        behind = number_end(table, at, end);
        break;
      case Kind::quote:
        if (!follows_escape_prefix(at)) behind = quoted_end(at, end);
        break;
      case Kind::letter:
        behind = unknown_word_end(table, at, end);
        break;
      default:
        break;
    }
    if (behind == at || behind == end) break;
    at = passed = behind;
  }
  if (passed == nullptr) return;
  at_ = passed;
  last_end_ = offset_of(passed);
  passed_over_ = true;
}

TokenKind Tokenizer::word_goes_on(const char* from) {
  at_ = word_end(*table_, at_, end_);
  const std::string_view part(from, static_cast<std::size_t>(at_ - from));
  if (at_ != end_ && cut_word_.empty()) return ended_word(part);
  cut_word_.append(part.substr(0, kept_of_word - cut_word_.size()));
  if (at_ == end_) return TokenKind::none;
  const TokenKind token = ended_word(cut_word_);
  cut_word_.clear();
  return token;
}

bool Tokenizer::begins_mark(const char* first) const noexcept {
  const bool mark_is_space = offset_of(first) == 0 || rules_->byte_order_mark_is_space;
  return mark_is_space && *first == byte_order_mark.front();
}

TokenKind Tokenizer::mark() {
  if (*at_ != byte_order_mark[mark_seen_]) {
    // Another character that begins like it: a word.
    cut_word_ = byte_order_mark.substr(0, mark_seen_);
    mode_ = Mode::word;
    return word_goes_on(at_);
  }
  ++at_;
  if (++mark_seen_ < byte_order_mark.size()) return TokenKind::none;
  mode_ = Mode::plain;
  // Editors do not count the mark at the start of a file as a character; elsewhere they do.
  if (token_begin_ == 0) --place_.column;
  return TokenKind::none;
}

TokenKind Tokenizer::number() noexcept {
  at_ = number_end(*table_, at_, end_);
  return at_ == end_ ? TokenKind::none : ended(TokenKind::piece);
}

TokenKind Tokenizer::ended_word(std::string_view text) noexcept {
  if (rules_->escape_strings && (text == "E" || text == "e")) escape_prefix_end_ = offset_of(at_);
  return ended(TokenKind::piece, find_word(text));
}

}  // namespace rung::text
