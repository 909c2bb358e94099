#pragma once

#include <rung/database.hpp>
#include <rung/migration_set.hpp>
#include <rung/outcome.hpp>
#include <rung/plan.hpp>
#include <rung/target.hpp>
#include <rung/upgrade_options.hpp>

namespace rung {

/// Moves a database up to what the program knows.
class Upgrader {
 public:
  /// Borrows the database for as long as it lives; keeps a handle of the set.
  Upgrader(Database& database, MigrationSet set, UpgradeOptions options = {});

  /// Climbs to `target`, inclusive. With nothing to do it reads one row, takes no lock, and returns an
  /// Outcome without steps; the same where the database is newer, but its floor lets this program work.
  ///
  /// Otherwise takes the migration lock, so any number of copies may call it at once: one does the work, the
  /// others wait for it and return. The ledger is created if there is none.
  ///
  /// Throws NewerDatabase, PlanError, SourceError or LedgerError before anything is touched; LockError and
  /// ConnectionError; ExecutionError if a step fails: its segment is rolled back, earlier segments stay.
  Outcome run(const Target& target = Target::newest());

  /// What `run` would do now. Only reads, takes no lock; throws what `run` throws before it touches anything.
  [[nodiscard]] Plan plan(const Target& target = Target::newest());

 private:
  Database* database_;
  MigrationSet set_;
  UpgradeOptions options_;
};

}  // namespace rung
