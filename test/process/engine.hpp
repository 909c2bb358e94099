#pragma once

#include <string>
#include <vector>

#include "process/engine_migrations.hpp"

namespace rung::test {

/// Arguments of the test engine (engine.cpp), with this command on the database of this URL.
inline std::vector<std::string> engine(const std::string& url, const std::vector<std::string>& command) {
  std::vector<std::string> arguments{RUNG_TEST_ENGINE, "--database", url};
  arguments.insert(arguments.end(), command.begin(), command.end());
  return arguments;
}

}  // namespace rung::test
