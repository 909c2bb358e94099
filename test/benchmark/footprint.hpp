#pragma once

#include <cstddef>
#include <string>

#include "databases.hpp"

namespace rung::benchmark {

// What is no contest: each as rows of a table in Markdown.

/// What linking rung adds to a small program: size, shared libraries, the time to start.
std::string footprint_table(std::size_t rounds);
/// `rung-embed` and the compiler on the large script, and the speed of the scanner over it.
std::string text_table(std::size_t rounds);
/// Two hundred programs that boot at once on an empty database.
std::string crowd_row(BenchmarkDatabase& database);

}  // namespace rung::benchmark
