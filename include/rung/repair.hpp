#pragma once

#include <string>
#include <vector>

#include <rung/database.hpp>
#include <rung/migration_set.hpp>
#include <rung/run_options.hpp>
#include <rung/version.hpp>

namespace rung {

/// Settles what a run left that its program did not end: closes its row, clears the run in progress, and
/// makes head, chain and floor of the version row from the ledger's rows. Then accepts the set's text for
/// each version in `accept`:
///
/// - of an applied migration whose text was edited: from now on both texts agree with the database;
/// - of a half-done step: as many statements of the new text as took effect are taken as done, and the next
/// run goes on
///   behind them. A half-done routine is called again.
///
/// In one transaction, under the migration lock. Returns one sentence for each thing it did; none if there
/// was nothing. Only what is written in the ledger changes, never the schema: look before you accept. Throws
/// PlanError
/// (`not_accepted`) naming each version that there is nothing to accept for, before anything is written;
/// LockError, LedgerError, ConnectionError.
std::vector<std::string> repair(Database& database, const MigrationSet& set,
                                const std::vector<Version>& accept = {}, const RunOptions& options = {});

/// What `repair` would do, without doing it. Reads only.
std::vector<std::string> plan_repair(Database& database, const MigrationSet& set,
                                     const std::vector<Version>& accept = {}, const RunOptions& options = {});

}  // namespace rung
