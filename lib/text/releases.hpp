#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <rung/release_map.hpp>

namespace rung::text {

/// A line of a release map.
struct ReleaseLine {
  Release release;
  std::uint64_t line = 0;  ///< Counts from 1.
};

/// Reads a `releases.txt`: `NAME VERSION [stop]`, one a line, `#` comments; VERSION is a number or `base`,
/// and `stop` marks a release that a longer upgrade has to run first. CRLF and a byte-order mark are fine;
/// nothing but comments is an empty map. What names are good, and whether the versions exist, is for
/// SetBuilder to say.
///
/// Throws SourceError with line and column on anything else.
std::vector<ReleaseLine> read_releases(const std::string& file, std::string_view text);

}  // namespace rung::text
