#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include <rung/plan.hpp>

#include "port/ports.hpp"
#include "record/patience.hpp"

namespace rung {

/// Executes a script's statements from `step.first_statement` on, in batches. Throws StepFailure.
void execute_script(Ports& ports, Patience& patience, const Plan& plan, const Step& step);

/// Executes them one at a time, and calls `done` behind each with its number and text: for steps outside a
/// transaction, whose cursor moves. Throws StepFailure, and what `done` throws.
using StatementDone = std::function<void(std::uint64_t number, std::string_view text)>;
void execute_one_by_one(Ports& ports, Patience& patience, const Plan& plan, const Step& step,
                        const StatementDone& done);

/// Calls the routine inside a savepoint with a random name, so that a routine that ends the run's transaction
/// is found out (semantics.md §6). Throws StepFailure.
void execute_routine(Ports& ports, const Plan& plan, const Step& step);

}  // namespace rung
