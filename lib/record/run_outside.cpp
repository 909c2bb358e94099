#include <chrono>
#include <utility>

#include "record/outside_step.hpp"
#include "record/run.hpp"
#include "record/step_execution.hpp"
#include "record/tell.hpp"

namespace rung {
namespace {

using Clock = std::chrono::steady_clock;

std::chrono::milliseconds since(Clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
}

}  // namespace

void Run::execute_outside(const Step& step) {
  tell(observer_,
       [&](Observer& observer) { observer.segment_started(*plan_, plan_->segments[next_segment_]); });
  tell(observer_, [&](Observer& observer) { observer.step_started(step); });
  const std::optional<HalfDoneStep> left = journal_.situation().history.half_done();
  LedgerEntry entry = begin_outside(step);
  const auto start = Clock::now();
  try {
    announce_outside(step);
    const auto statement_done = [&, tell_of = statement_events()](const text::Statement& statement) {
      half_done_ =
          CatalogState::partly_applied(journal_.committed().head, step.version, step.direction,
                                       static_cast<std::uint64_t>(entry.statements_done), step.statements);
      if (tell_of) tell_of(step, statement.index, statement.offset + statement.text.size());
    };
    const auto tries_again = [&](const StepFailure& failure) { return try_again(failure); };
    OutsideStep execution(*ports_, *ledger_, *patience_, *plan_, step, entry, {statement_done, tries_again});
    execution.set_lock_timeout(request_.lock_timeout);
    execution.execute(left);
    ports_->settings().restore();
    ports_->settings().prepare(prepared_);
    entry.sent.clear();
    Journal::finish(entry, StepOutcome::done, since(start));
    const Recorded recorded = end_outside(step, entry);
    half_done_.reset();
    if (recorded == Recorded::by_another) {
      plan_.reset();
      return;
    }
  } catch (const StepFailure& failure) {
    Journal::finish(entry, StepOutcome::failed, since(start));
    if (failure.in_doubt) outcome_in_doubt_ = true;
    if (!outcome_in_doubt_) entry.sent.clear();
    fail(step, entry, failure);
  } catch (const Failure& failure) {
    Journal::finish(entry, StepOutcome::failed, since(start));
    fail(step, entry, failed_in(step, failure));
  } catch (const LedgerError& error) {
    // Nobody can tell what became of the statement before: that is what the row goes on saying.
    Journal::finish(entry, StepOutcome::interrupted, since(start));
    entry.error = error.what();
    try_to_record([&] { journal_.record_failure(entry, step.version); });
    throw;
  }
  tell(observer_, [&](Observer& observer) { observer.step_done(step, since(start)); });
}

void Run::announce_outside(const Step& step) {
  const std::string announcement = ports_->locker().announcement(progress(step), Transaction::none);
  if (announcement.empty()) return;
  ports_->settings().prepare_outside(request_.lock_timeout);
  ports_->executor().query({announcement, {}});
}

LedgerEntry Run::begin_outside(const Step& step) {
  try {
    journal_.close_leftover();
    LedgerEntry entry = journal_.entry_for(step, StepOutcome::running);
    const auto& half = journal_.situation().history.half_done();
    if (half) {
      // Until it is known what became of the statement that was sent, this row says so, too.
      entry.cursor = step.first_statement > 1 ? half->cursor : std::string{};
      entry.sent = half->sent;
    }
    entry.id = journal_.record_running(entry);
    journal_.write_in_run(step.version);
    commit();
    return entry;
  } catch (const StepFailure& failure) {
    fail(step, journal_.entry_for(step, StepOutcome::failed), failure);
  } catch (const Failure& failure) {
    fail(step, journal_.entry_for(step, StepOutcome::failed), failed_in(step, failure));
  }
}

Run::Recorded Run::end_outside(const Step& step, const LedgerEntry& entry) {
  const auto row = lock();
  const VersionRow& expected = journal_.committed();
  if (!row || row->head != expected.head || row->chain != expected.chain) {
    // Another run did the same step meanwhile, and recorded it: this one's row ends as cut off.
    LedgerEntry late = entry;
    late.outcome = StepOutcome::interrupted;
    if (!row) {
      patience_->insist([&] { ledger_->close(late); });
    } else {
      ledger_->close(late);
      commit();
    }
    return Recorded::by_another;
  }
  journal_.record_ended(entry);
  if (is_last_segment()) {
    journal_.write_at_end();
  } else {
    journal_.write_in_run(std::nullopt);
  }
  commit();
  committed_steps_.push_back(step.version);
  outcome_.steps += 1;
  return Recorded::by_us;
}

}  // namespace rung
