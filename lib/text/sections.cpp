#include "text/sections.hpp"

namespace rung::text {

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
