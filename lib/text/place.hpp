#pragma once

#include <cstdint>
#include <string_view>

namespace rung::text {

/// A position in a text as an editor shows it: both count from 1, columns in characters.
struct Place {
  std::uint64_t line = 1;
  std::uint64_t column = 1;
};

/// The place that is reached from `from` by passing over `text`, which is UTF-8. Only LF ends a line.
Place after(Place from, std::string_view text) noexcept;

}  // namespace rung::text
