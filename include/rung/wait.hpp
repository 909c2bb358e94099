#pragma once

#include <chrono>

#include <rung/check.hpp>
#include <rung/database.hpp>
#include <rung/migration_set.hpp>
#include <rung/run_options.hpp>

namespace rung {

/// For programs that may not migrate: waits until another one has brought the database to where this set can
/// work on it, and answers with that status. Returns at once where it is there already. Needs what `check`
/// needs, takes no lock, changes nothing; looks again several times a second, and once more when the time is
/// up. While it waits, `options.observer` is told about once a second what for.
///
/// `timeout` is how long; 0 looks once. `options.lock_wait` counts for each look by itself.
///
/// Throws at once where waiting cannot help: NewerDatabase; PlanError `diverged`, `gap` or `held`;
/// LedgerError `interrupted` where `repair` is needed; and what `check` throws. Throws LockError when the
/// time is up, and after Database::cancel().
Status wait_until_usable(Database& database, const MigrationSet& set,
                         std::chrono::milliseconds timeout = std::chrono::seconds(60),
                         const RunOptions& options = {});

}  // namespace rung
