#pragma once

#include <optional>
#include <string>

#include <rung/migration_set.hpp>
#include <rung/standing.hpp>

#include "decision/program.hpp"
#include "decision/situation.hpp"
#include "decision/version_row.hpp"

namespace rung {

/// The hold that keeps this program from climbing; null if there is none.
const Mark* hold_on(const VersionRow& row, const MigrationSet& set, const Program& program);

/// Whether this program stepped down to the head before, so that it may go on (rule 2).
bool stepped_down_here(const VersionRow& row, const MigrationSet& set, const Program& program);

/// What the version row alone decides, without the history: `current`, `empty` or `held`; nothing if more has
/// to be read.
std::optional<Standing> standing_by_row(const VersionRow& row, const MigrationSet& set,
                                        const Program& program);

/// The whole decision.
Standing standing_of(const Situation& situation, const MigrationSet& set, const Program& program);

/// Throws PlanError `held`, naming the release to deploy and the way to climb all the same.
[[noreturn]] void refuse_held(const Mark& hold, const VersionRow& row, const MigrationSet& set);

/// Throws NewerDatabase, naming both versions, the release that wrote the head, and the exact command to run
/// with it.
[[noreturn]] void refuse_newer(const VersionRow& row, const MigrationSet& set, const Program& program);

}  // namespace rung
