#include "decision/segmentation.hpp"

#include <algorithm>
#include <cstddef>

#include <fmt/format.h>

#include <rung/error.hpp>

#include "decision/transaction_rules.hpp"

namespace rung {
namespace {

bool needs_foreign_keys_off(const Plan& plan, const Step& step) {
  const bool says_so = (step.is_initial_script() || step.action->kind == embedded::ActionKind::script) &&
                       script_of(plan, step).foreign_keys == ForeignKeys::off;
  return says_so || (step.traits & (embedded::drops_table | embedded::switches_foreign_keys)) != 0;
}

bool ends_segment(const Step& step, Grouping grouping) {
  return grouping == Grouping::step || step.transaction != Transaction::wrapped ||
         (step.traits & embedded::adds_enum_value) != 0;
}

void switch_foreign_keys_off(Plan& plan, Segment& segment) {
  segment.foreign_keys = ForeignKeys::off;
  const auto* const first = &plan.steps[segment.first];
  const auto* const end = first + segment.count;
  for (const Step* step = first; step != end; ++step) {
    if ((step->traits & embedded::changes_rows) == 0 || needs_foreign_keys_off(plan, *step)) continue;
    plan.warnings.push_back(fmt::format(
        "step {} '{}' holds DELETE, UPDATE or REPLACE, and runs while foreign keys are not enforced (another "
        "step beside it "
        "needs that): cascades do not fire. If it counts on them, give it `-- rung: transaction own`",
        to_string(step->version), step->name));
  }
}

/// SQLite's foreign keys in one segment: off for all of it if one step needs that (semantics.md §8).
void settle_foreign_keys(Plan& plan, Segment& segment) {
  const auto first = plan.steps.begin() + static_cast<std::ptrdiff_t>(segment.first);
  const bool needs_them_off =
      std::any_of(first, first + static_cast<std::ptrdiff_t>(segment.count),
                  [&](const Step& step) { return needs_foreign_keys_off(plan, step); });
  if (needs_them_off) switch_foreign_keys_off(plan, segment);
}

void warn_of_size(Plan& plan, const Segment& segment, std::size_t most) {
  if (most == 0 || segment.count <= most) return;
  plan.warnings.push_back(
      fmt::format("{} steps are to commit together. With default settings a server has room for the locks of "
                  "about {}, and the run "
                  "would fail with 53200 behind that, and be rolled back. Commit each step by itself with "
                  "`--transaction step`, or "
                  "raise max_locks_per_transaction",
                  segment.count, most));
}

/// Of a plan that cannot commit in one transaction: the first step that stands in the way.
const Step* find_step_apart(const Plan& plan) {
  const auto found = std::find_if(plan.steps.begin(), plan.steps.end(),
                                  [](const Step& step) { return step.transaction != Transaction::wrapped; });
  if (found != plan.steps.end()) return &*found;
  return plan.segments.size() > 1 ? &plan.steps[plan.segments[1].first - 1] : nullptr;
}

}  // namespace

void join(const std::vector<Plan*>& plans) {
  bool foreign_keys_off = false;
  for (const Plan* plan : plans) {
    if (const Step* const apart = find_step_apart(*plan); apart != nullptr) {
      throw PlanError(
          PlanError::Kind::not_together, {apart->version},
          fmt::format("the catalogs are to be upgraded together, all or nothing, and step {} '{}' of catalog "
                      "'{}' cannot commit with the others in one transaction. Nothing was touched. Upgrade "
                      "that catalog by itself up to {}, and all of them together then",
                      to_string(apart->version), apart->name, plan->catalog, to_string(apart->version)));
    }
    foreign_keys_off =
        foreign_keys_off || (!plan->empty() && plan->segments[0].foreign_keys == ForeignKeys::off);
  }
  if (!foreign_keys_off) return;
  for (Plan* plan : plans) {
    if (!plan->empty() && plan->segments[0].foreign_keys != ForeignKeys::off)
      switch_foreign_keys_off(*plan, plan->segments[0]);
  }
}

void cut_into_segments(Plan& plan, Grouping grouping, Dialect dialect) {
  bool open = false;
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    const Step& step = plan.steps[i];
    if (!open || step.transaction != Transaction::wrapped)
      plan.segments.push_back({i, 0, step.transaction, {}});
    plan.segments.back().count += 1;
    open = !ends_segment(step, grouping);
  }
  const TransactionRules& rules = transaction_rules(dialect);
  for (Segment& segment : plan.segments) {
    warn_of_size(plan, segment, rules.likely_most_steps);
    if (rules.session_foreign_keys) settle_foreign_keys(plan, segment);
  }
}

}  // namespace rung
