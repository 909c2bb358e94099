#pragma once

#include <fstream>
#include <iterator>
#include <string>

namespace rung::test {

/// All of its bytes; empty if it cannot be read.
inline std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace rung::test
