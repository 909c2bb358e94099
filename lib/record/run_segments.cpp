#include <algorithm>
#include <chrono>
#include <iterator>
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

TransactionNeeds Run::needs() const {
  TransactionNeeds needs;
  std::uint32_t traits = 0;
  for (const CatalogRun* catalog : moving()) {
    const Segment& segment = *catalog->segment();
    for (std::size_t i = segment.first; i < segment.first + segment.count; ++i)
      traits |= catalog->plan().steps[i].traits;
    needs.foreign_keys = segment.foreign_keys;
  }
  needs.may_change_settings = (traits & embedded::changes_settings) != 0;
  if ((traits & embedded::changes_schema) != 0) needs.lock_timeout = catalogs_.front().request().lock_timeout;
  return needs;
}

void Run::queue_segment(CatalogRun& catalog, Outbox& outbox) {
  const Plan& plan = catalog.plan();
  const Segment& segment = *catalog.segment();
  tell(observer_, [&](Observer& observer) { observer.segment_started(plan, segment); });
  Journal& journal = catalog.journal();
  for (std::size_t i = segment.first; i < segment.first + segment.count; ++i) {
    queue_step(catalog, plan.steps[i], outbox);
    if (!journal.has_rows_to_write()) continue;
    // What is rung's own comes between messages: behind a step the server is asked the time first.
    outbox.flush();
    outbox.add_own(journal.text_of_rows());
  }
  // What is told of a catalog is told before the next one's segment starts.
  outbox.flush();
}

void Run::queue_step(CatalogRun& catalog, const Step& step, Outbox& outbox) {
  outbox.begin(step, ports_->locker().announcement(catalog.progress(step), step.transaction));
  if (is_routine(step)) {
    queue_routine(catalog, step, outbox);
  } else {
    for_each_statement(*ports_, catalog.plan(), step,
                       [&](const text::Statement& statement) { outbox.add(statement); });
  }
  if ((step.traits & embedded::changes_settings) != 0) outbox.add_own(ports_->settings().after_step());
  outbox.end();
  if (is_routine(step)) outbox.flush();
}

void Run::queue_routine(CatalogRun& catalog, const Step& step, Outbox& outbox) {
  outbox.flush();
  // If the routine ends our transaction, this tells whether it committed or rolled back; and the steps before
  // it have their rows, in each catalog.
  for (CatalogRun& before : catalogs_) {
    if (&before == &catalog) break;
    if (before.segment() != nullptr) outbox.add_own(before.journal().text_in_run(std::nullopt));
  }
  outbox.add_own(catalog.journal().text_in_run(step.version));
  outbox.flush();
  execute_routine(*ports_, catalog.plan(), step);
}

void Run::end_segment(Outbox& outbox) {
  if (prepared_ == ForeignKeys::off) {
    const auto violations = ports_->settings().new_violations();
    if (!violations.empty()) {
      StepFailure failure;
      failure.cause =
          fmt::format("foreign keys are violated that were not before: {}", fmt::join(violations, "; "));
      throw StepFailure(failure);
    }
  }
  std::vector<std::string> record;
  for (CatalogRun& catalog : catalogs_) {
    if (catalog.segment() == nullptr) continue;
    Journal& journal = catalog.journal();
    auto text = catalog.is_last_segment() ? journal.text_at_end() : journal.text_in_run(std::nullopt);
    record.insert(record.end(), std::make_move_iterator(text.begin()), std::make_move_iterator(text.end()));
  }
  end_transaction(record, outbox);
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
  const Ledger& ledger = first().ledger();
  commit(ending, [&] {
    if (moving().front()->is_last_segment()) return locker.end(ending);
    begun_ = locker.end_and_begin(ending, ledger.version_table(), ledger.version_query());
  });
}

std::function<void(const Step&, std::uint64_t, std::uint64_t)> Run::statement_events() {
  if (observer_ == nullptr) return nullptr;
  return [this](const Step& step, std::uint64_t number, std::uint64_t bytes) {
    const StepProgress progress{number, step.statements, bytes,
                                script_of(catalog_of(step).plan(), step).size};
    tell(observer_, [&](Observer& observer) { observer.statement_done(step, progress); });
  };
}

Run::Ended Run::execute_inside() {
  LedgerEntry entry;
  auto start = std::chrono::steady_clock::now();
  const auto began = [&](const Step& step) {
    start = std::chrono::steady_clock::now();
    entry = catalog_of(step).journal().entry_for(step, StepOutcome::done);
    tell(observer_, [&](Observer& observer) { observer.step_started(step); });
  };
  const auto ended = [&](const Step& step, milliseconds elapsed) {
    Journal::finish(entry, StepOutcome::done, elapsed);
    catalog_of(step).journal().note_done(step, entry);
    tell(observer_, [&](Observer& observer) { observer.step_done(step, elapsed); });
  };
  Outbox outbox(*ports_, *patience_, {began, ended, statement_events()});
  const CatalogRun& last_catalog = *moving().back();
  const Segment& last_segment = *last_catalog.segment();
  const Step& last = last_catalog.plan().steps[last_segment.first + last_segment.count - 1];
  StepFailure failure;
  try {
    outbox.add_own(ports_->settings().enter(needs()));
    for (CatalogRun& catalog : catalogs_) {
      if (catalog.segment() == nullptr) {
        catalog.put_leftovers_right();
      } else {
        catalog.journal().close_leftover();
      }
    }
    for (CatalogRun& catalog : catalogs_) {
      if (catalog.segment() != nullptr) queue_segment(catalog, outbox);
    }
    end_segment(outbox);
    for (CatalogRun& catalog : catalogs_) catalog.note_committed();
    return Ended::committed;
  } catch (const StepFailure& found) {
    failure = found;
  } catch (const Failure& found) {
    failure = failed_in(last, found);
  }
  if (try_again(failure)) {
    goes_back_ = true;
    return Ended::again;
  }
  const Step& step = failure.step == nullptr ? last : *failure.step;
  LedgerEntry failed = catalog_of(step).journal().entry_for(step, StepOutcome::failed);
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
