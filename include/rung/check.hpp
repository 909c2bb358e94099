#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <rung/database.hpp>
#include <rung/migration_set.hpp>
#include <rung/run_options.hpp>
#include <rung/standing.hpp>
#include <rung/version.hpp>

namespace rung {

/// What one look at the version row tells.
struct Status {
  Standing standing = Standing::empty;  ///< How the set stands to it.
  Version version = Version::base();    ///< The head.
  Version newest = Version::base();     ///< Of the program.
  Version floor = Version::base();      ///< Of the database: the oldest version that can work on it.
  std::string release;                  ///< That the program's map names for the head; empty if none.
  std::string written_by;  ///< Release of the program that last moved the head; empty if it did not say.
  std::vector<std::string> holds;  ///< One for each binding hold: "v2.0 (left 40 for 30)".

  /// Whether the program may work on this schema, as it is.
  [[nodiscard]] bool usable() const noexcept {
    return standing == Standing::current || standing == Standing::ahead_compatible;
  }
};

/// How the set stands to the database. For programs that may not migrate: needs SELECT on rung's tables and
/// nothing else, takes no lock, changes nothing. One statement where the set's newest version is the head,
/// whatever the number of migrations; a second one where the database is newer, or its history has to be
/// compared.
///
/// Throws LedgerError if the ledger cannot be read, ConnectionError; never for what it finds.
Status check(Database& database, const MigrationSet& set, const RunOptions& options = {});

/// A release that the set knows, as a target from where the database is.
struct ReachableRelease {
  std::string release;                ///< As the map names it.
  Version version = Version::base();  ///< That the map gives it.
  std::int64_t steps =
      0;  ///< Up if positive, down if negative, 0 at it. Counts what is known even if not reachable.
  bool reachable = false;  ///< Whether a run to it would be let through.
  std::string why;         ///< Why not; empty if reachable.
};

/// What an operator's page shows.
struct StatusReport {
  Status status;                          ///< What `check` says.
  std::size_t applied = 0;                ///< How many migrations are applied.
  std::vector<MigrationView> pending;     ///< Valid as long as the set.
  std::vector<ReachableRelease> targets;  ///< Every release of the set's map, oldest first.
};

/// `check`, and what it takes the whole history to tell. Reads only; throws what `check` throws.
StatusReport report(Database& database, const MigrationSet& set, const RunOptions& options = {});

}  // namespace rung
