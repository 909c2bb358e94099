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

void Run::execute_outside(CatalogRun& catalog, const Step& step) {
  const Plan& plan = catalog.plan();
  tell(observer_, [&](Observer& observer) { observer.segment_started(plan, *catalog.segment()); });
  tell(observer_, [&](Observer& observer) { observer.step_started(step); });
  const std::optional<HalfDoneStep> left = catalog.journal().situation().history.half_done();
  LedgerEntry entry = begin_outside(catalog, step);
  const auto start = Clock::now();
  try {
    announce_outside(catalog, step);
    const auto statement_done = [&, tell_of = statement_events()](const text::Statement& statement) {
      catalog.set_half_done(
          CatalogState::partly_applied(catalog.journal().committed().head, step.version, step.direction,
                                       static_cast<std::uint64_t>(entry.statements_done), step.statements));
      if (tell_of) tell_of(step, statement.index, statement.offset + statement.text.size());
    };
    const auto tries_again = [&](const StepFailure& failure) { return try_again(failure); };
    OutsideStep execution(*ports_, catalog.ledger(), *patience_, plan, step, entry,
                          {statement_done, tries_again});
    execution.set_lock_timeout(catalog.request().lock_timeout);
    execution.execute(left);
    ports_->settings().restore();
    ports_->settings().prepare(prepared_);
    entry.sent.clear();
    Journal::finish(entry, StepOutcome::done, since(start));
    const Recorded recorded = end_outside(catalog, entry);
    catalog.set_half_done(std::nullopt);
    if (recorded == Recorded::by_another) {
      catalog.forget_plan();
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
    try_to_record([&] { catalog.journal().record_failure(entry, step.version); });
    throw;
  }
  tell(observer_, [&](Observer& observer) { observer.step_done(step, since(start)); });
}

void Run::announce_outside(const CatalogRun& catalog, const Step& step) {
  const std::string announcement = ports_->locker().announcement(catalog.progress(step), Transaction::none);
  if (announcement.empty()) return;
  ports_->settings().prepare_outside(catalog.request().lock_timeout);
  ports_->executor().query({announcement, {}});
}

LedgerEntry Run::begin_outside(CatalogRun& catalog, const Step& step) {
  Journal& journal = catalog.journal();
  try {
    journal.close_leftover();
    LedgerEntry entry = journal.entry_for(step, StepOutcome::running);
    const auto& half = journal.situation().history.half_done();
    if (half) {
      // Until it is known what became of the statement that was sent, this row says so, too.
      entry.cursor = step.first_statement > 1 ? half->cursor : std::string{};
      entry.sent = half->sent;
    }
    entry.id = journal.record_running(entry);
    journal.write_in_run(step.version);
    commit();
    return entry;
  } catch (const StepFailure& failure) {
    fail(step, journal.entry_for(step, StepOutcome::failed), failure);
  } catch (const Failure& failure) {
    fail(step, journal.entry_for(step, StepOutcome::failed), failed_in(step, failure));
  }
}

Run::Recorded Run::end_outside(CatalogRun& catalog, const LedgerEntry& entry) {
  Journal& journal = catalog.journal();
  const auto rows = lock();
  const VersionRow& expected = journal.committed();
  if (!rows || rows->front().head != expected.head || rows->front().chain != expected.chain) {
    // Another run did the same step meanwhile, and recorded it: this one's row ends as cut off.
    LedgerEntry late = entry;
    late.outcome = StepOutcome::interrupted;
    if (!rows) {
      patience_->insist([&] { catalog.ledger().close(late); });
    } else {
      catalog.ledger().close(late);
      commit();
    }
    return Recorded::by_another;
  }
  journal.record_ended(entry);
  if (catalog.is_last_segment()) {
    journal.write_at_end();
  } else {
    journal.write_in_run(std::nullopt);
  }
  commit();
  catalog.note_committed();
  return Recorded::by_us;
}

}  // namespace rung
