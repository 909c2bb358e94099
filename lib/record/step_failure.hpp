#pragma once

#include <cstdint>
#include <string>

#include <rung/plan.hpp>

#include "port/failure.hpp"

namespace rung {

/// One step could not be executed; what the run makes of it (rollback, record, state) is not yet decided.
struct StepFailure {
  Failure::Kind kind = Failure::Kind::statement;
  std::uint64_t statement = 0;  ///< Counts from 1; 0: none of them (a Routine, a commit).
  std::uint64_t line = 0;       ///< In the script's file.
  std::string code;
  std::string cause;
  /// What became of the run's transaction, as far as the step itself can tell.
  enum class Transaction {
    ours,              ///< Open, or rolled back by the database.
    replaced,          ///< Ended by the routine: it is to be found out whether it committed.
    ended_by_routine,  ///< Ended, and none is open: what the routine did behind that is in the database.
  } transaction = Transaction::ours;
  std::string advice;  ///< What can be done about just this code; empty if there is nothing special about it.
  std::string text;    ///< Of the statement, as much of it as tells what it is about.
  bool in_doubt = false;       ///< It commits by itself, and its answer was lost.
  const Step* step = nullptr;  ///< Null: what failed belongs to the segment's last step.
};

}  // namespace rung
