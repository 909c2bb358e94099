#pragma once

#include <string>

#include <rung/direction.hpp>
#include <rung/migration_set.hpp>
#include <rung/target.hpp>
#include <rung/version.hpp>

#include "decision/history.hpp"

namespace rung {

/// A target that exists.
struct ResolvedTarget {
  Version version;
  std::string release;  ///< The name it was given by; empty if it was given otherwise.
};

/// Looks a target up. Throws PlanError: `unknown_target` with the nearest that is known, `wrong_direction`
/// naming the command that goes there. A target at the head is fine in either direction.
ResolvedTarget resolve(const Target& target, const MigrationSet& set, const History& history,
                       Direction direction);

}  // namespace rung
