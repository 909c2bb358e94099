#pragma once

#include <rung/run_options.hpp>

namespace rung {

/// What to do with versions below the head that were never applied (a merged branch).
enum class OutOfOrder { refuse, apply };

/// What to do with a database that has tables of its own but no ledger.
enum class ExistingTables { refuse, allow };

/// What a program that was stepped down from this database does with its own hold.
enum class HeldProgram { refuse, release };

/// What an upgrade can be told.
struct UpgradeOptions : RunOptions {
  OutOfOrder out_of_order = OutOfOrder::refuse;             ///< What to do with late migrations.
  ExistingTables existing_tables = ExistingTables::refuse;  ///< What to do beside tables of somebody else's.
  /// Whether to climb back from where this program stepped down.
  HeldProgram held_program = HeldProgram::refuse;
};

}  // namespace rung
