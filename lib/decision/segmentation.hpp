#pragma once

#include <vector>

#include <rung/dialect.hpp>
#include <rung/plan.hpp>
#include <rung/run_options.hpp>

namespace rung {

/// Cuts the plan's steps into segments, and adds the warnings that come of it. A cut stands around every step
/// that is `own` or `none`, behind a step that adds a value to an enum, and with `Grouping::step` behind
/// every step.
void cut_into_segments(Plan& plan, Grouping grouping, Dialect dialect);

/// Makes of the plans of several catalogs what can commit together. Throws PlanError `not_together` where one
/// of them needs more than one transaction, or none. Their order stays.
void join(const std::vector<Plan*>& plans);

}  // namespace rung
