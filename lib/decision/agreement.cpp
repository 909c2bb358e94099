#include "decision/agreement.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <rung/error.hpp>

namespace rung {

Disagreement compare(const MigrationSet& set, const History& history, Version limit) {
  Disagreement found;
  for (const AppliedMigration& applied : history.applied()) {
    if (applied.version > limit) break;
    const auto known = set.find(applied.version);
    if (!known && applied.version < set.newest()) found.gaps.push_back(applied.version);
    if (known && !applied.accepts(known->checksum())) found.diverged.push_back(applied.version);
  }
  for (std::size_t i = 0, end = set.count_up_to(std::min(limit, history.head())); i < end; ++i) {
    if (history.find(set[i].version()) == nullptr) found.late.push_back(set[i].version());
  }
  return found;
}

std::string name_all(const std::vector<Version>& versions, const MigrationSet& set, const History& history) {
  std::string text;
  for (const Version version : versions) {
    std::string_view name;
    if (const auto known = set.find(version)) {
      name = known->name();
    } else if (const AppliedMigration* applied = history.find(version)) {
      name = applied->name;
    }
    text += fmt::format("{}{}", text.empty() ? "" : ", ", to_string(version));
    if (!name.empty()) text += fmt::format(" '{}'", name);
  }
  return text;
}

void require_agreement(const MigrationSet& set, const History& history, Version limit) {
  const Disagreement found = compare(set, history, limit);
  if (!found.gaps.empty()) {
    throw PlanError(
        PlanError::Kind::gap, found.gaps,
        fmt::format("the database has migrations that this program does not know: {}. Nothing was touched. "
                    "Use a program that has them, or put them back into the set",
                    name_all(found.gaps, set, history)));
  }
  if (!found.diverged.empty()) {
    throw PlanError(
        PlanError::Kind::diverged, found.diverged,
        fmt::format("these migrations were applied with another text than this program has: {}. Nothing was "
                    "touched. Put the old text back; or, if the change alters nothing that was applied (a "
                    "comment, say), accept it with `repair --accept {}`",
                    name_all(found.diverged, set, history), to_string(found.diverged.front())));
  }
}

}  // namespace rung
