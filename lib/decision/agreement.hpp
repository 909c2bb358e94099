#pragma once

#include <string>
#include <vector>

#include <rung/migration_set.hpp>
#include <rung/version.hpp>

#include "decision/history.hpp"

namespace rung {

/// Where a set and a database's history differ. All ascending; all empty where they agree.
struct Disagreement {
  std::vector<Version> gaps;      ///< Applied, not above the set's newest, and unknown to the set.
  std::vector<Version> diverged;  ///< Applied with a text that the set's is not accepted for.
  std::vector<Version> late;      ///< In the set, below the head, and never applied.

  /// Nothing that closes a way; late migrations are judged by the plan that meets them.
  [[nodiscard]] bool agrees() const noexcept { return gaps.empty() && diverged.empty(); }
};

/// Compares all applied migrations up to `limit`, inclusive. Those above the set's newest are not gaps.
Disagreement compare(const MigrationSet& set, const History& history, Version limit);

/// Throws PlanError (gap or diverged), naming every culprit and the way out, unless they agree.
void require_agreement(const MigrationSet& set, const History& history, Version limit);

/// "7 'add_index', 9 'add_owner'": names from the set or, failing that, from the history.
std::string name_all(const std::vector<Version>& versions, const MigrationSet& set, const History& history);

}  // namespace rung
