#pragma once

#include <cstdint>
#include <string>

namespace rung::text {

/// Where a text came from, for messages.
struct Origin {
  std::string file;              ///< Empty for a script that was declared in C++.
  std::uint64_t first_line = 1;  ///< The line of `file` on which the text begins.
};

}  // namespace rung::text
