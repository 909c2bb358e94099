#include "text/file_scan.hpp"

#include <utility>

#include <rung/error.hpp>

namespace rung::text {

FileScan::FileScan(std::string file, std::unique_ptr<SectionReader> sections, ScriptRole up_role)
    : file_(std::move(file)),
      sections_(std::move(sections)),
      up_(file_, up_role),
      down_(file_, ScriptRole::down),
      lines_([this](const Line& next) { line(next); }) {}

void FileScan::add(std::string_view block) {
  check_encoding(block);
  lines_.add(block);
  size_ += block.size();
}

FileContent FileScan::finish() {
  if (encoding_.inside_character()) {
    throw SourceError(file_, place_.line, place_.column,
                      "the file ends inside a character; save it as UTF-8");
  }
  lines_.finish();
  const FileSections sections = sections_->finish(size_);
  FileContent content;
  if (sections.up) content.up = FoundScript{*sections.up, up_.annotations()};
  if (sections.down) content.down = FoundScript{*sections.down, down_.annotations()};
  content.with_variables = sections.with_variables;
  return content;
}

void FileScan::line(const Line& line) {
  const auto direction = sections_->line(line);
  if (direction) {
    (*direction == Direction::up ? up_ : down_).line(line);
  } else if (is_annotation(line.text)) {
    throw SourceError(file_, line.number, 1,
                      "this annotation is part of no script; move it below the line that begins one");
  }
}

void FileScan::check_encoding(std::string_view block) {
  const auto fault = encoding_.add(block);
  place_ = after(place_, block.substr(0, fault ? fault->index : block.size()));
  if (!fault) return;
  const bool nul = fault->kind == EncodingFault::Kind::nul_byte;
  throw SourceError(file_, place_.line, place_.column,
                    nul ? "a NUL byte; SQL ends there for most databases, so take it out"
                        : "this is no UTF-8; save the file as UTF-8");
}

}  // namespace rung::text
