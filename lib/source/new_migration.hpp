#pragma once

#include <chrono>
#include <string>
#include <vector>

#include <rung/format.hpp>

namespace rung::source {

/// Writes the files of a new, empty migration into a folder, named as the others there are: in their format,
/// with the next number or the present time. In a folder without migrations the format is `format`, or
/// `pairs`, and the number 0001. Blanks in the name become underscores. Returns the paths, the up first.
///
/// Throws SourceError, and leaves no file behind, on a name that is none, on a folder that is missing, mixed
/// up, or cannot be written, and where such a file exists.
std::vector<std::string> create_migration(const std::string& folder, Format format, const std::string& name,
                                          std::chrono::system_clock::time_point now);

}  // namespace rung::source
