#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "support/sqlite_file.hpp"
#include "support/subprocess.hpp"

namespace rung::test {

/// Arguments of the test engine (engine.cpp), with this command on this file.
inline std::vector<std::string> engine(const SqliteFile& file, const std::vector<std::string>& command) {
  std::vector<std::string> arguments{RUNG_TEST_ENGINE, "--database", "sqlite:" + file.path()};
  arguments.insert(arguments.end(), command.begin(), command.end());
  return arguments;
}

constexpr std::int64_t engine_newest = 30;

}  // namespace rung::test
