#include "record/step_execution.hpp"

#include <random>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <soci/soci.h>

#include <rung/error.hpp>

#include "record/outbox.hpp"
#include "record/step_failure.hpp"
#include "text/statement_reader.hpp"

namespace rung {
namespace {

std::string random_savepoint() {
  std::random_device random;
  return fmt::format("rung_{:08x}{:08x}", random(), random());
}

[[noreturn]] void fail_with(std::string cause) {
  StepFailure failure;
  failure.cause = shortened(std::move(cause));
  throw StepFailure(failure);
}

void call(Ports& ports, const RoutineFunction& function) {
  try {
    function(ports.session());
  } catch (const soci::soci_error& error) {
    fail_with(error.get_error_message());
  } catch (const std::exception& error) {
    fail_with(error.what());
  } catch (...) {
    fail_with("the routine threw something that is no std::exception");
  }
}

/// Calls the routine. If it throws, and its savepoint is gone, it may have committed before.
void call_inside(Ports& ports, const std::string& savepoint, const RoutineFunction& function) {
  try {
    call(ports, function);
  } catch (StepFailure& failure) {
    try {
      ports.executor().query({"rollback to savepoint " + savepoint, {}});
    } catch (const Failure& gone) {
      if (gone.kind() == Failure::Kind::statement) failure.transaction = StepFailure::Transaction::replaced;
    }
    throw;
  }
}

/// The savepoint could not be released: it is gone, because the routine ended the transaction; or the routine
/// went on behind a statement that had failed, as if nothing had been.
StepFailure after_refused_release(Ports& ports, const Step& step, const std::string& savepoint,
                                  const Failure& failure) {
  StepFailure found = failed_in(step, failure);
  // Anything but a refusal says nothing about the routine.
  if (failure.kind() != Failure::Kind::statement) return found;
  try {
    ports.executor().query({"rollback to savepoint " + savepoint, {}});
    found.cause = fmt::format("a statement in the routine '{}' failed, and the routine went on: {}",
                              step.action->word, failure.what());
    return found;
  } catch (const Failure&) {  // NOLINT(bugprone-empty-catch): it is gone
  }
  found.cause =
      fmt::format("the routine '{}' ended the run's transaction; a routine must not commit or roll back",
                  step.action->word);
  found.transaction = ports.executor().in_transaction() ? StepFailure::Transaction::replaced
                                                        : StepFailure::Transaction::ended_by_routine;
  return found;
}

}  // namespace

void for_each_statement(Ports& ports, const Plan& plan, const Step& step,
                        const std::function<void(const text::Statement&)>& take) {
  try {
    text::StatementReader reader(script_of(plan, step), ports.dialect().name);
    while (const auto statement = reader.next()) take(*statement);
  } catch (const SourceError& error) {
    StepFailure failure;
    failure.line = error.line();
    failure.cause = error.what();
    failure.step = &step;
    throw StepFailure(failure);
  }
}

StepFailure failed_in(const Step& step, const Failure& failure) {
  StepFailure found;
  found.kind = failure.kind();
  found.code = failure.code();
  found.cause = shortened(failure.what());
  found.advice = failure.advice();
  found.step = &step;
  return found;
}

void execute_routine(Ports& ports, const Plan& plan, const Step& step) {
  check_cancelled(ports);
  const std::string savepoint = random_savepoint();
  try {
    ports.executor().query({"savepoint " + savepoint, {}});
    call_inside(ports, savepoint, *plan.set.routine(step.action->word));
  } catch (const Failure& failure) {
    throw failed_in(step, failure);
  } catch (StepFailure& failure) {
    failure.step = &step;
    throw;
  }
  try {
    ports.executor().query({"release savepoint " + savepoint, {}});
  } catch (const Failure& failure) {
    throw after_refused_release(ports, step, savepoint, failure);
  }
}

}  // namespace rung
