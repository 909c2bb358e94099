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

/// Whether the database is newer than the program, which may use it all the same. Throws where it may not.
bool is_ahead_compatible(const Question& question) {
  const History& history = question.situation.history;
  if (history.head() <= question.set.newest()) return false;
  require_agreement(question.set, history, question.set.newest());
  if (question.situation.row.floor > question.set.newest()) {
    refuse_newer(question.situation.row, question.set, question.program);
  }
  const Disagreement found = compare(question.set, history, question.set.newest());
  if (!found.late.empty()) {
    throw PlanError(
        PlanError::Kind::diverged, found.late,
        fmt::format("the database is newer than this program, and lacks migrations that this program knows: "
                    "{}. Nothing was touched. Use a program that has them and the newer ones, too",
                    name_all(found.late, question.set, history)));
  }
  return true;
}

void refuse_late(const Question& question, Version target, OutOfOrder out_of_order) {
  if (out_of_order == OutOfOrder::apply) return;
  const History& history = question.situation.history;
  const std::vector<Version> late = compare(question.set, history, target).late;
  if (late.empty()) return;
  throw PlanError(
      PlanError::Kind::late, late,
      fmt::format("these migrations are below the head, {}, and were never applied (a merged branch?): {}. "
                  "Nothing was touched. Give them numbers above {}; or, if the order does not matter, apply "
                  "them with `upgrade --allow-late`",
                  to_string(history.head()), name_all(late, question.set, history),
                  to_string(history.head())));
}

void require_releases(const Question& question, Version target) {
  const Version head = question.situation.history.head();
  if (head.is_base()) return;
  for (const embedded::Release& release : question.set.releases()) {
    if (!release.stop || release.version == 0) continue;
    const Version stop{release.version};
    if (stop <= head || stop >= target) continue;
    throw PlanError(
        PlanError::Kind::required_release, {stop},
        fmt::format("the database is at version {}, and release {} (version {}) has to run before it goes "
                    "further. Nothing was touched. Deploy {} first; or climb with this program by `upgrade "
                    "--to {}`, and run {} then",
                    to_string(head), release.name, to_string(stop), release.name, release.name,
                    release.name));
  }
}

/// Pending migrations up to the target, late ones included, ascending.
void add_steps(const Question& question, Version target, StepMaker& maker, Plan& plan) {
  const MigrationSet& set = question.set;
  std::size_t first = 0;
  const auto initial = set.initial_version();
  if (question.situation.history.applied().empty() && initial && *initial <= target) {
    plan.steps.push_back(maker.make_initial());
    first = set.count_up_to(*initial);
  }
  const std::size_t end = set.count_up_to(target);
  plan.steps.reserve(plan.steps.size() + end - std::min(end, question.situation.history.applied().size()));
  for (std::size_t i = first; i < end; ++i) {
    if (question.situation.history.find(set[i].version()) != nullptr) continue;
    plan.steps.push_back(maker.make(set[i], Direction::up));
  }
}

}  // namespace

Plan plan_upgrade(const Question& question, const Target& target, const UpgradeOptions& options) {
  const History& history = question.situation.history;
  Plan plan = begin_plan(question);
  require_no_half_done_step(question, Direction::up);
  if (is_ahead_compatible(question)) {
    // "As new as I can" is what a boot asks for; a target of somebody's choice still has to make sense.
    if (!std::holds_alternative<Target::Newest>(target.value()))
      resolve(target, question.set, history, Direction::up);
    return plan;
  }
  require_agreement(question.set, history, question.set.newest());
  const Mark* const hold = hold_on(question.situation.row, question.set, question.program);
  if (hold != nullptr && options.held_program == HeldProgram::refuse) {
    refuse_held(*hold, question.situation.row, question.set);
  }
  const Version to = resolve(target, question.set, history, Direction::up).version;
  refuse_late(question, to, options.out_of_order);
  require_releases(question, to);

  StepMaker maker(question.set, question.surveys);
  add_steps(question, to, maker, plan);
  maker.refuse_what_is_forbidden();
  resume_half_done_step(question, plan);
  plan.to = to;
  cut_into_segments(plan, options.grouping, question.surveys.dialect());
  return plan;
}

}  // namespace rung
