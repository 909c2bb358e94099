#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "record/run.hpp"
#include "record/step_execution.hpp"
#include "record/tell.hpp"
#include "text/prefix_hash.hpp"

namespace rung {
namespace {

using Clock = std::chrono::steady_clock;

std::chrono::milliseconds since(Clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
}

StepFailure as_step_failure(const Failure& failure) {
  return {failure.kind(), 0, 0, failure.code(), failure.what(), {}};
}

bool is_routine(const Step& step) {
  return !step.is_initial_script() && step.action->kind == embedded::ActionKind::routine;
}

}  // namespace

void Run::execute_step(const Step& step) {
  tell(observer_, [&](Observer& observer) { observer.step_started(step); });
  LedgerEntry entry = journal_.entry_for(step, StepOutcome::done);
  const auto start = Clock::now();
  if (is_routine(step)) {
    // If the routine ends our transaction, this tells whether it committed or rolled back.
    journal_.write_in_run(step.version);
    execute_routine(*ports_, *plan_, step);
  } else {
    execute_script(*ports_, *patience_, *plan_, step);
  }
  if ((step.traits & embedded::changes_settings) != 0) ports_->settings().restore_after_step();
  const auto elapsed = since(start);
  Journal::finish(entry, StepOutcome::done, elapsed);
  journal_.record_done(step, entry);
  tell(observer_, [&](Observer& observer) { observer.step_done(step, elapsed); });
}

void Run::execute_inside(const Segment& segment) {
  const Step* step = &plan_->steps[segment.first];
  const Step* const end = step + segment.count;
  auto start = Clock::now();
  const auto failed_entry = [&] {
    LedgerEntry entry = journal_.entry_for(*step, StepOutcome::failed);
    Journal::finish(entry, StepOutcome::failed, since(start));
    return entry;
  };
  try {
    if (segment.foreign_keys == ForeignKeys::off) ports_->settings().note_violations();
    journal_.close_leftover();
    for (; step != end; ++step) {
      start = Clock::now();
      execute_step(*step);
    }
    --step;  // What fails from here on, fails the segment's last step.
    if (segment.foreign_keys == ForeignKeys::off) {
      const auto violations = ports_->settings().new_violations();
      if (!violations.empty()) {
        throw StepFailure{
            Failure::Kind::statement,
            0,
            0,
            "",
            fmt::format("foreign keys are violated that were not before: {}", fmt::join(violations, "; ")),
            {}};
      }
    }
    if (is_last_segment()) {
      journal_.write_at_end();
    } else {
      journal_.write_in_run(std::nullopt);
    }
    commit();
  } catch (const StepFailure& failure) {
    fail(*step, failed_entry(), failure);
  } catch (const Failure& failure) {
    fail(*step, failed_entry(), as_step_failure(failure));
  }
  for (std::size_t i = segment.first; i < segment.first + segment.count; ++i)
    committed_steps_.push_back(plan_->steps[i].version);
  outcome_.steps += segment.count;
}

void Run::execute_outside(const Step& step) {
  tell(observer_, [&](Observer& observer) { observer.step_started(step); });
  LedgerEntry entry = begin_outside(step);
  const auto start = Clock::now();
  try {
    Checksum hash = step.first_statement == 1
                        ? Checksum{}
                        : *text::hash_of_prefix(script_of(*plan_, step), ports_->dialect().name,
                                                step.first_statement - 1);
    execute_one_by_one(*ports_, *patience_, *plan_, step, [&](std::uint64_t number, std::string_view text) {
      hash = text::extend_prefix_hash(hash, text);
      entry.statements_done = static_cast<std::int64_t>(number);
      entry.cursor = hash.digits();
      half_done_ = CatalogState::partly_applied(journal_.committed().head, step.version, step.direction,
                                                number, step.statements);
      patience_->insist([&] { ledger_->advance(entry.id, number, hash.digits()); });
    });
    ports_->settings().restore();
    ports_->settings().prepare(prepared_);
    Journal::finish(entry, StepOutcome::done, since(start));
    const Recorded recorded = end_outside(step, entry);
    half_done_.reset();
    if (recorded == Recorded::by_another) {
      plan_.reset();
      return;
    }
  } catch (const StepFailure& failure) {
    Journal::finish(entry, StepOutcome::failed, since(start));
    // Each statement commits by itself here: without its answer it is not known whether it did.
    if (failure.kind == Failure::Kind::connection_lost && failure.statement != 0) outcome_in_doubt_ = true;
    fail(step, entry, failure);
  } catch (const Failure& failure) {
    Journal::finish(entry, StepOutcome::failed, since(start));
    fail(step, entry, as_step_failure(failure));
  }
  tell(observer_, [&](Observer& observer) { observer.step_done(step, since(start)); });
}

LedgerEntry Run::begin_outside(const Step& step) {
  try {
    journal_.close_leftover();
    LedgerEntry entry = journal_.entry_for(step, StepOutcome::running);
    const auto& half = journal_.situation().history.half_done();
    if (step.first_statement > 1 && half) entry.cursor = half->cursor;
    entry.id = journal_.record_running(entry);
    journal_.write_in_run(step.version);
    commit();
    return entry;
  } catch (const StepFailure& failure) {
    fail(step, journal_.entry_for(step, StepOutcome::failed), failure);
  } catch (const Failure& failure) {
    fail(step, journal_.entry_for(step, StepOutcome::failed), as_step_failure(failure));
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
  journal_.record_ended(step, entry);
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
