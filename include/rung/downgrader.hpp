#pragma once

#include <cstddef>

#include <rung/database.hpp>
#include <rung/downgrade_options.hpp>
#include <rung/migration_set.hpp>
#include <rung/outcome.hpp>
#include <rung/plan.hpp>
#include <rung/target.hpp>

namespace rung {

/// Moves a database down, by the downs of the newest program: the one that knows them all.
class Downgrader {
 public:
  /// Borrows the database for as long as it lives; keeps a handle of the set.
  Downgrader(Database& database, MigrationSet set, DowngradeOptions options = {});

  /// Steps down until `target` is the head: the target itself stays applied. At the target already is nothing
  /// to do. To a release, versions at or below it that were applied later than that release are stepped down
  /// too.
  ///
  /// Takes the migration lock. Unless told otherwise, leaves a hold: this program is refused (`held`) until
  /// another release climbs, or it is told to.
  ///
  /// Throws PlanError before anything is touched if one step of the way is missing, irreversible or changed,
  /// or if the program did not start where it may; NewerDatabase if the database is newer than the program;
  /// otherwise as Upgrader::run.
  Outcome run(const Target& target);

  /// What `run` would do now. Only reads, takes no lock; throws what `run` throws before it touches anything.
  [[nodiscard]] Plan plan(const Target& target);

  /// The last `count` steps down and up again, in one run, without a hold: a developer's daily edit. The ups
  /// may have been edited since, and their new texts are recorded. 0 is nothing to do; more than are applied
  /// is refused.
  Outcome redo(std::size_t count = 1);

 private:
  Database* database_;
  MigrationSet set_;
  DowngradeOptions options_;
};

}  // namespace rung
