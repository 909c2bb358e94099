#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include <rung/error.hpp>

#include "decision/agreement.hpp"
#include "decision/plan_checks.hpp"
#include "decision/planner.hpp"
#include "decision/segmentation.hpp"
#include "decision/standing.hpp"
#include "decision/step_making.hpp"
#include "decision/target_resolution.hpp"

namespace rung {
namespace {

/// Rule 2: only from the newest known version, or where this same program stepped down to before.
void require_starting_point(const Question& question, StartingPoint from) {
  const Version head = question.situation.history.head();
  const Version newest = question.set.newest();
  if (head > newest) refuse_newer(question.situation.row, question.set, question.program);
  if (from == StartingPoint::any_known || head == newest) return;
  if (stepped_down_here(question.situation.row, question.set, question.program)) return;
  const std::string_view release = question.set.releases().last_name_of(head);
  const std::string other = release.empty()
                                ? fmt::format("the release that is at version {}", to_string(head))
                                : fmt::format("release {}, which is at this version", release);
  throw PlanError(
      PlanError::Kind::behind, {head, newest},
      fmt::format("the database is at version {}, behind this program's newest, {}: only the newest program "
                  "knows every way down. Nothing was touched. Upgrade first, or use {}; `--from-any-known` "
                  "steps down from here all the same",
                  to_string(head), to_string(newest), other));
}

/// Versions at or below the target that were applied later than one above it: a release at the target never
/// had them.
std::vector<Version> applied_afterwards(const History& history, Version target) {
  std::int64_t earliest_above = INT64_MAX;
  for (const AppliedMigration& applied : history.applied()) {
    if (applied.version > target) earliest_above = std::min(earliest_above, applied.order);
  }
  std::vector<Version> versions;
  for (const AppliedMigration& applied : history.applied()) {
    if (applied.version <= target && applied.order > earliest_above) versions.push_back(applied.version);
  }
  return versions;
}

/// The head once `versions` are stepped down: below a target that was never applied itself.
Version head_without(const History& history, const std::vector<Version>& versions) {
  const auto& applied = history.applied();
  const auto stays = [&versions](const AppliedMigration& migration) {
    return std::find(versions.begin(), versions.end(), migration.version) == versions.end();
  };
  const auto found = std::find_if(applied.rbegin(), applied.rend(), stays);
  return found == applied.rend() ? Version::base() : found->version;
}

std::string list(const std::vector<Version>& versions) {
  std::string text;
  for (const Version version : versions) text += (text.empty() ? "" : ", ") + to_string(version);
  return text;
}

/// What is stepped down, descending.
std::vector<Version> versions_down_to(const Question& question, const ResolvedTarget& target, Plan& plan) {
  const History& history = question.situation.history;
  std::vector<Version> versions;
  for (const AppliedMigration& applied : history.applied()) {
    if (applied.version > target.version) versions.push_back(applied.version);
  }
  const std::vector<Version> late = applied_afterwards(history, target.version);
  if (!late.empty() && target.release.empty()) {
    plan.warnings.push_back(
        fmt::format("applied later than a version above the target, and left in place: {}. A release "
                    "that does not know them would refuse this database; a target given as a release "
                    "steps them down, too",
                    list(late)));
  } else if (!late.empty()) {
    plan.warnings.push_back(
        fmt::format("release {} never had {}: stepped down, too", target.release, list(late)));
    versions.insert(versions.begin(), late.begin(), late.end());
  }
  std::sort(versions.begin(), versions.end(), [](Version a, Version b) { return b < a; });
  return versions;
}

void add_step(const Question& question, Version version, Direction direction, StepMaker& maker, Plan& plan) {
  plan.steps.push_back(maker.make(*question.set.find(version), direction));
}

}  // namespace

Plan plan_downgrade(const Question& question, const Target& target, const DowngradeOptions& options) {
  const History& history = question.situation.history;
  Plan plan = begin_plan(question);
  require_no_half_done_step(question, Direction::down);
  if (history.head() <= question.set.newest()) require_agreement(question.set, history, history.head());
  const ResolvedTarget to = resolve(target, question.set, history, Direction::down);
  const std::vector<Version> versions = versions_down_to(question, to, plan);
  if (versions.empty()) return plan;
  require_starting_point(question, options.from);

  StepMaker maker(question.set, question.surveys);
  plan.steps.reserve(versions.size());
  for (const Version version : versions) add_step(question, version, Direction::down, maker, plan);
  maker.refuse_what_is_forbidden();
  resume_half_done_step(question, plan);
  plan.to = head_without(history, versions);
  cut_into_segments(plan, options.grouping, question.surveys.dialect());
  return plan;
}

Plan plan_redo(const Question& question, std::size_t count, const DowngradeOptions& options) {
  const auto& applied = question.situation.history.applied();
  Plan plan = begin_plan(question);
  require_no_half_done_step(question, Direction::down);
  if (count == 0) return plan;
  const ResolvedTarget below = resolve(Target::steps(-static_cast<std::int64_t>(count)), question.set,
                                       question.situation.history, Direction::down);
  require_agreement(question.set, question.situation.history, below.version);
  require_starting_point(question, options.from);

  StepMaker maker(question.set, question.surveys);
  std::vector<Version> unknown;
  for (auto step = applied.rbegin(); step != applied.rbegin() + static_cast<std::ptrdiff_t>(count); ++step) {
    if (!question.set.find(step->version)) {
      unknown.push_back(step->version);
    } else {
      add_step(question, step->version, Direction::down, maker, plan);
    }
  }
  if (!unknown.empty()) {
    throw PlanError(PlanError::Kind::gap, unknown,
                    fmt::format("this program does not know {}, so it cannot redo them. Nothing was touched",
                                list(unknown)));
  }
  for (auto step = applied.end() - static_cast<std::ptrdiff_t>(count); step != applied.end(); ++step) {
    add_step(question, step->version, Direction::up, maker, plan);
  }
  maker.refuse_what_is_forbidden();
  resume_half_done_step(question, plan);
  cut_into_segments(plan, options.grouping, question.surveys.dialect());
  return plan;
}

}  // namespace rung
