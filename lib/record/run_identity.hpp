#pragma once

#include <cstdint>
#include <string>

#include <rung/version.hpp>

#include "decision/program.hpp"

namespace rung {

/// Who executes a run, for the ledger.
struct RunIdentity {
  std::string id;  ///< Random, 16 hex digits.
  std::string host;
  std::int64_t pid = 0;
  Program program;
  Version newest;
};

RunIdentity new_run(Program program, Version newest);

}  // namespace rung
