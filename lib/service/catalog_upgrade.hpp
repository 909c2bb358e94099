#pragma once

#include <deque>
#include <optional>
#include <vector>

#include <rung/database.hpp>
#include <rung/migration_set.hpp>
#include <rung/outcome.hpp>
#include <rung/plan.hpp>
#include <rung/target.hpp>
#include <rung/upgrade_options.hpp>

#include "record/catalog_run.hpp"
#include "record/run.hpp"
#include "service/catalog_reader.hpp"

namespace rung {

/// The upgrade of one catalog: what the first look decides, and what a run is asked for.
class CatalogUpgrade {
 public:
  /// Throws as CatalogReader does.
  CatalogUpgrade(Database& database, const MigrationSet& set, UpgradeOptions options, Target target);

  /// What the first read decides without the lock: nothing to do, held, or newer (semantics.md §2).
  std::optional<Outcome> decide_without_lock();
  /// What a run would do now; only reads.
  Plan plan();
  /// Its part in a run. Borrows this upgrade.
  CatalogRun catalog_run(RunIdentity identity);

  CatalogReader& reader() noexcept { return reader_; }

 private:
  void admit_database();
  Plan plan_for(const Situation& situation);

  UpgradeOptions options_;
  Target target_;
  CatalogReader reader_;
};

/// Executes all of them in one run, unless the first look decides each. An outcome for each, in their order.
std::vector<Outcome> execute(std::deque<CatalogUpgrade>& upgrades, Observer* observer,
                             Run::Admission admission = nullptr);

}  // namespace rung
