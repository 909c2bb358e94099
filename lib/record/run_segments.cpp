#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "record/run.hpp"
#include "record/step_execution.hpp"
#include "record/tell.hpp"

namespace rung {
namespace {

using std::chrono::milliseconds;

/// Of a segment that another session stood in the way of.
constexpr int most_tries = 10;
constexpr milliseconds longest_pause_between_tries{200};

bool is_routine(const Step& step) {
  return !step.is_initial_script() && step.action->kind == embedded::ActionKind::routine;
}

}  // namespace

std::string Run::progress(const Step& step) const {
  const auto number = static_cast<std::size_t>(&step - plan_->steps.data()) + 1;
  return fmt::format("rung {} {}/{}", ledger_->catalog(), number, plan_->steps.size());
}

TransactionNeeds Run::needs_of(const Segment& segment) const {
  TransactionNeeds needs;
  needs.foreign_keys = segment.foreign_keys;
  std::uint32_t traits = 0;
  for (std::size_t i = segment.first; i < segment.first + segment.count; ++i)
    traits |= plan_->steps[i].traits;
  needs.may_change_settings = (traits & embedded::changes_settings) != 0;
  if ((traits & embedded::changes_schema) != 0) needs.lock_timeout = request_.lock_timeout;
  return needs;
}

void Run::queue_step(const Step& step, Outbox& outbox) {
  outbox.begin(step, ports_->locker().announcement(progress(step), step.transaction));
  if (is_routine(step)) {
    outbox.flush();
    // If the routine ends our transaction, this tells whether it committed or rolled back; and the steps
    // before it have their rows.
    outbox.add_own(journal_.text_in_run(step.version));
    outbox.flush();
    execute_routine(*ports_, *plan_, step);
  } else {
    for_each_statement(*ports_, *plan_, step,
                       [&](const text::Statement& statement) { outbox.add(statement); });
  }
  if ((step.traits & embedded::changes_settings) != 0) outbox.add_own(ports_->settings().after_step());
  outbox.end();
  if (is_routine(step)) outbox.flush();
}

void Run::end_segment(const Segment& segment, Outbox& outbox) {
  outbox.flush();
  if (segment.foreign_keys == ForeignKeys::off) {
    const auto violations = ports_->settings().new_violations();
    if (!violations.empty()) {
      StepFailure failure;
      failure.cause =
          fmt::format("foreign keys are violated that were not before: {}", fmt::join(violations, "; "));
      throw StepFailure(failure);
    }
  }
  end_transaction(is_last_segment() ? journal_.text_at_end() : journal_.text_in_run(std::nullopt), outbox);
}

void Run::end_transaction(const std::vector<std::string>& record, Outbox& outbox) {
  // What goes along with the commit has to be bounded in size: the last rows and the version row.
  constexpr std::size_t statements_with_commit = 2;
  Ending ending;
  for (std::size_t i = 0; i < record.size(); ++i) {
    if (i + statements_with_commit < record.size()) {
      outbox.add_own(record[i]);
    } else {
      ending.statements.add(record[i]);
    }
  }
  outbox.flush();
  Locker& locker = ports_->locker();
  commit(ending, [&] {
    if (is_last_segment()) return locker.end(ending);
    begun_ = locker.end_and_begin(ending, ledger_->version_table(), ledger_->version_query());
  });
}

std::function<void(const Step&, std::uint64_t, std::uint64_t)> Run::statement_events() const {
  if (observer_ == nullptr) return nullptr;
  return [this](const Step& step, std::uint64_t number, std::uint64_t bytes) {
    const StepProgress progress{number, step.statements, bytes, script_of(*plan_, step).size};
    tell(observer_, [&](Observer& observer) { observer.statement_done(step, progress); });
  };
}

Run::Ended Run::execute_inside(const Segment& segment) {
  LedgerEntry entry;
  auto start = std::chrono::steady_clock::now();
  const auto began = [&](const Step& step) {
    start = std::chrono::steady_clock::now();
    entry = journal_.entry_for(step, StepOutcome::done);
    tell(observer_, [&](Observer& observer) { observer.step_started(step); });
  };
  const auto ended = [&](const Step& step, milliseconds elapsed) {
    Journal::finish(entry, StepOutcome::done, elapsed);
    journal_.note_done(step, entry);
    tell(observer_, [&](Observer& observer) { observer.step_done(step, elapsed); });
  };
  tell(observer_, [&](Observer& observer) { observer.segment_started(*plan_, segment); });
  Outbox outbox(*ports_, *patience_, {began, ended, statement_events()});
  const Step* const last = &plan_->steps[segment.first + segment.count - 1];
  StepFailure failure;
  try {
    outbox.add_own(ports_->settings().enter(needs_of(segment)));
    journal_.close_leftover();
    for (const Step* step = &plan_->steps[segment.first]; step <= last; ++step) queue_step(*step, outbox);
    end_segment(segment, outbox);
    for (std::size_t i = segment.first; i < segment.first + segment.count; ++i)
      committed_steps_.push_back(plan_->steps[i].version);
    outcome_.steps += segment.count;
    return Ended::committed;
  } catch (const StepFailure& found) {
    failure = found;
  } catch (const Failure& found) {
    failure = failed_in(*last, found);
  }
  if (try_again(failure)) {
    goes_back_ = true;
    return Ended::again;
  }
  const Step& step = failure.step == nullptr ? *last : *failure.step;
  LedgerEntry failed = journal_.entry_for(step, StepOutcome::failed);
  Journal::finish(failed, StepOutcome::failed,
                  std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - start));
  fail(step, std::move(failed), failure);
}

bool Run::try_again(const StepFailure& failure) {
  if (failure.kind != Failure::Kind::start_again || tries_ == most_tries || ports_->cancelled.load())
    return false;
  rollback();
  ++tries_;
  const std::string blockers = blockers_of(failure);
  const std::string why = blockers.empty() ? failure.cause : fmt::format("{}: {}", failure.cause, blockers);
  tell(observer_, [&](Observer& observer) { observer.retrying(why, tries_, most_tries); });
  patience_->sleep(std::min(milliseconds(10) * (1 << tries_), longest_pause_between_tries));
  return true;
}

}  // namespace rung
