#pragma once

#include <string>
#include <vector>

#include <rung/database.hpp>
#include <rung/migration_set.hpp>
#include <rung/outcome.hpp>
#include <rung/plan.hpp>
#include <rung/upgrade_options.hpp>

namespace rung {

/// Moves several catalogs of one database up together, such as an engine's own and those of its plug-ins: all
/// of them or none, under one lock, in one transaction. Each keeps its own head, history and holds, and is
/// looked at, stepped down and repaired by itself.
class JointUpgrader {
 public:
  /// A catalog, and what the program knows of it.
  struct Catalog {
    std::string name;  ///< As LedgerOptions::catalog; each only once.
    MigrationSet set;  ///< Its migrations.
  };

  /// Borrows the database for as long as it lives; keeps handles of the sets. The steps are executed in the
  /// order of the catalogs, so that one may build on those before it. The options hold for all of them; their
  /// `ledger.catalog` is not looked at, and an empty `release` is each set's own. Throws PlanError
  /// `not_together` if two catalogs have the same name, or with Grouping::step.
  JointUpgrader(Database& database, std::vector<Catalog> catalogs, UpgradeOptions options = {});

  /// Climbs to each catalog's newest version. One outcome a catalog, in their order; those that had nothing
  /// to do have no steps. With nothing to do in any it reads one row each and takes no lock, as
  /// Upgrader::run; without catalogs nothing happens.
  ///
  /// Otherwise takes the migration lock, once, and executes the steps of all catalogs in one transaction.
  ///
  /// Throws PlanError `not_together` if a catalog has a step that cannot be a part of that (one outside a
  /// transaction, or in one of its own, or one that adds a value to an enum and has steps behind it), and
  /// what Upgrader::run throws: every catalog is as it was then, unless the error says that the outcome is in
  /// doubt, or that a routine ended the transaction.
  std::vector<Outcome> run();

  /// What `run` would do now, a plan for each catalog. Only reads, takes no lock; throws what `run` throws
  /// before it touches anything.
  [[nodiscard]] std::vector<Plan> plan();

 private:
  Database* database_;
  std::vector<Catalog> catalogs_;
  UpgradeOptions options_;
};

}  // namespace rung
