#pragma once

#include <cstddef>

#include <rung/downgrade_options.hpp>
#include <rung/plan.hpp>
#include <rung/target.hpp>
#include <rung/upgrade_options.hpp>

#include "decision/situation.hpp"

namespace rung {

/// The way up to `target`, inclusive. Empty if there is nothing to do, and where the database is newer but
/// usable. Throws PlanError, NewerDatabase, LedgerError (`interrupted`), or SourceError.
Plan plan_upgrade(const Question& question, const Target& target, const UpgradeOptions& options);

/// The way down to `target`, which stays applied. Throws as plan_upgrade.
Plan plan_downgrade(const Question& question, const Target& target, const DowngradeOptions& options);

/// The last `count` applied steps down and up again. Throws as plan_upgrade.
Plan plan_redo(const Question& question, std::size_t count, const DowngradeOptions& options);

}  // namespace rung
