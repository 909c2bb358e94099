#pragma once

#include <functional>

#include <rung/plan.hpp>

#include "port/ports.hpp"
#include "record/step_failure.hpp"
#include "text/statement_reader.hpp"

namespace rung {

/// Calls `take` with each statement of a step's script. Throws StepFailure if the script cannot be read, and
/// what `take` throws.
void for_each_statement(Ports& ports, const Plan& plan, const Step& step,
                        const std::function<void(const text::Statement&)>& take);

/// Calls the routine inside a savepoint with a random name, so that a routine that ends the run's transaction
/// is found out (semantics.md §6). Throws StepFailure.
void execute_routine(Ports& ports, const Plan& plan, const Step& step);

/// What a call on a port threw, as the failure of the step that it was made for.
StepFailure failed_in(const Step& step, const Failure& failure);

}  // namespace rung
