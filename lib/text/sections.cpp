#include "text/sections.hpp"

#include <fmt/format.h>

#include <rung/error.hpp>

#include "text/pieces.hpp"

namespace rung::text {

std::optional<Direction> MarkedFile::line_between(const Line& line) const {
  if (sections_.down) return Direction::down;
  if (sections_.up) return Direction::up;
  const std::string_view text = trim(line.text);
  if (!text.empty() && !starts_with(text, "--"))
    refuse(line, fmt::format("only comments may stand above the '{}' line", up_marker_));
  return std::nullopt;
}

FileSections MarkedFile::finish(std::uint64_t end) {
  if (!sections_.up) refuse(1, fmt::format("there is no '{}' line", up_marker_));
  (sections_.down ? sections_.down : sections_.up)->end = end;
  return sections_;
}

void MarkedFile::refuse(std::uint64_t line, const std::string& what_is_wrong) const {
  throw SourceError(file_, line, 1, what_is_wrong);
}

std::optional<Direction> WholeFile::line(const Line& line) {
  // The first line begins behind a byte-order mark.
  if (line.number == 1) begin_ = line.offset;
  return direction_;
}

FileSections WholeFile::finish(std::uint64_t end) {
  FileSections sections;
  (direction_ == Direction::up ? sections.up : sections.down) = Section{begin_, end, 1, transaction_};
  return sections;
}

}  // namespace rung::text
