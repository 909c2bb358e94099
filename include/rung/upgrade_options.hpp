#pragma once

#include <rung/run_options.hpp>

namespace rung {

/// What to do with versions below the head that were never applied (a merged branch).
enum class OutOfOrder { refuse, apply };

/// What to do with a database that has tables of its own but no ledger.
enum class ExistingTables { refuse, allow };

/// What a program that was stepped down from this database does with its own hold.
enum class HeldProgram { refuse, release };

struct UpgradeOptions : RunOptions {
  OutOfOrder out_of_order = OutOfOrder::refuse;
  ExistingTables existing_tables = ExistingTables::refuse;
  HeldProgram held_program = HeldProgram::refuse;
};

}  // namespace rung
