#pragma once

#include <optional>

#include <rung/database.hpp>
#include <rung/migration_set.hpp>
#include <rung/outcome.hpp>
#include <rung/plan.hpp>
#include <rung/target.hpp>
#include <rung/upgrade_options.hpp>

#include "record/catalog_run.hpp"
#include "service/catalog_reader.hpp"

namespace rung {

/// The upgrade of one catalog: what the first look decides, and what a run is asked for.
class CatalogUpgrade {
 public:
  /// Throws as CatalogReader does.
  CatalogUpgrade(Database& database, MigrationSet set, UpgradeOptions options, Target target);

  /// What the first read decides without the lock: nothing to do, held, or newer (semantics.md §2).
  std::optional<Outcome> decide_without_lock();
  /// Reads what the set has not read yet, so that what is wrong with a file is said before others wait.
  void read_set() const { set_.read(); }
  /// What a run would do now; only reads.
  Plan plan();
  /// For a run called `identity`. Borrows this upgrade.
  CatalogRun catalog_run(RunIdentity identity);

  CatalogReader& reader() noexcept { return reader_; }

 private:
  void admit_database();
  Plan plan_for(const Situation& situation);

  MigrationSet set_;
  UpgradeOptions options_;
  Target target_;
  CatalogReader reader_;
};

}  // namespace rung
