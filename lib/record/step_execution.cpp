#include "record/step_execution.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <soci/soci.h>

#include <rung/error.hpp>

#include "record/step_failure.hpp"
#include "text/statement_reader.hpp"

namespace rung {
namespace {

/// What a person has to read of somebody else's message: SOCI's holds the whole statement, which may be
/// megabytes.
constexpr std::size_t longest_cause = 2000;

std::string shortened(std::string text) {
  if (text.size() > longest_cause) text = text.substr(0, longest_cause) + " …";
  return text;
}

void check_cancelled(const Ports& ports) {
  if (ports.cancelled.load()) throw StepFailure{Failure::Kind::cancelled, 0, 0, "", "cancelled", {}};
}

/// A batch with what a message needs of each of its statements.
class NumberedBatch {
 public:
  void add(const text::Statement& statement) {
    batch_.add(statement.text);
    places_.push_back({statement.index, statement.line});
  }
  [[nodiscard]] bool full() const noexcept { return batch_.full(); }

  void execute(Ports& ports, Patience& patience) {
    check_cancelled(ports);
    std::size_t done = 0;
    try {
      if (!batch_.empty()) patience.insist([&] { ports.executor().execute(batch_, done); });
    } catch (const Failure& failure) {
      throw failure_of(failure, std::min(done, batch_.size() - 1));
    }
    batch_.clear();
    places_.clear();
  }

 private:
  struct Place {
    std::uint64_t number;
    std::uint64_t line;
  };

  [[nodiscard]] StepFailure failure_of(const Failure& failure, std::size_t index) const {
    const Place& place = places_[index];
    std::uint64_t line = place.line;
    if (failure.offset()) {
      const auto text = std::string_view(batch_.text())
                            .substr(batch_.begin_of(index), static_cast<std::size_t>(*failure.offset()));
      line += static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
    }
    return {failure.kind(), place.number, line, failure.code(), shortened(failure.what()), {}};
  }

  Batch batch_;
  std::vector<Place> places_;
};

/// Calls `take` with each statement that has not been executed yet; a script that cannot be read fails the
/// step.
template <typename Take>
void for_each_statement(Ports& ports, const Plan& plan, const Step& step, const Take& take) {
  try {
    text::StatementReader reader(script_of(plan, step), ports.dialect().name);
    while (const auto statement = reader.next()) {
      if (statement->index >= step.first_statement) take(*statement);
    }
  } catch (const SourceError& error) {
    throw StepFailure{Failure::Kind::statement, 0, error.line(), "", error.what(), {}};
  }
}

std::string random_savepoint() {
  std::random_device random;
  return fmt::format("rung_{:08x}{:08x}", random(), random());
}

void call(Ports& ports, const RoutineFunction& function) {
  try {
    function(ports.session());
  } catch (const soci::soci_error& error) {
    throw StepFailure{Failure::Kind::statement, 0, 0, "", shortened(error.get_error_message()), {}};
  } catch (const std::exception& error) {
    throw StepFailure{Failure::Kind::statement, 0, 0, "", shortened(error.what()), {}};
  } catch (...) {
    throw StepFailure{
        Failure::Kind::statement, 0, 0, "", "the routine threw something that is no std::exception", {}};
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

}  // namespace

void execute_script(Ports& ports, Patience& patience, const Plan& plan, const Step& step) {
  NumberedBatch batch;
  for_each_statement(ports, plan, step, [&](const text::Statement& statement) {
    batch.add(statement);
    if (batch.full()) batch.execute(ports, patience);
  });
  batch.execute(ports, patience);
}

void execute_one_by_one(Ports& ports, Patience& patience, const Plan& plan, const Step& step,
                        const StatementDone& done) {
  NumberedBatch batch;
  for_each_statement(ports, plan, step, [&](const text::Statement& statement) {
    batch.add(statement);
    batch.execute(ports, patience);
    done(statement.index, statement.text);
  });
}

void execute_routine(Ports& ports, const Plan& plan, const Step& step) {
  check_cancelled(ports);
  const std::string savepoint = random_savepoint();
  try {
    ports.executor().query({"savepoint " + savepoint, {}});
    call_inside(ports, savepoint, *plan.set.routine(step.action->word));
  } catch (const Failure& failure) {
    throw StepFailure{failure.kind(), 0, 0, failure.code(), failure.what(), {}};
  }
  try {
    ports.executor().query({"release savepoint " + savepoint, {}});
  } catch (const Failure& failure) {
    // Only a savepoint that is gone is refused as a statement; anything else says nothing about the routine.
    if (failure.kind() != Failure::Kind::statement)
      throw StepFailure{failure.kind(), 0, 0, failure.code(), failure.what(), {}};
    throw StepFailure{
        Failure::Kind::statement,
        0,
        0,
        failure.code(),
        fmt::format("the routine '{}' ended the run's transaction; a routine must not commit or roll back",
                    step.action->word),
        ports.executor().in_transaction() ? StepFailure::Transaction::replaced
                                          : StepFailure::Transaction::ended_by_routine};
  }
}

}  // namespace rung
