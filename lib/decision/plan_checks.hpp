#pragma once

#include <rung/plan.hpp>

#include "decision/situation.hpp"

namespace rung {

/// What every plan begins as: without a step, where the database is. Throws PlanError `other_dialect` if the
/// set is written for another database.
Plan begin_plan(const Question& question);

/// Throws LedgerError `interrupted` if a half-done step stands in the way of going in `direction`.
void require_no_half_done_step(const Question& question, Direction direction);

/// Lets the plan's first step go on behind what took effect of it, if it is the half-done one: its text up to
/// the cursor must be what it was. Throws LedgerError `interrupted` otherwise.
void resume_half_done_step(const Question& question, Plan& plan);

}  // namespace rung
