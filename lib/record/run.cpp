#include "record/run.hpp"

#include <utility>

#include <rung/error.hpp>

#include "record/raise.hpp"
#include "record/tell.hpp"

namespace rung {

Run::Run(Ports& ports, Ledger& ledger, RunIdentity identity, Patience& patience, Observer* observer,
         RunRequest request)
    : ports_(&ports),
      ledger_(&ledger),
      journal_(ledger, std::move(identity)),
      patience_(&patience),
      observer_(observer),
      request_(std::move(request)) {}

CatalogState Run::state() const {
  if (half_done_) return *half_done_;
  return committed_steps_.empty() ? CatalogState::untouched()
                                  : CatalogState::at_version(journal_.committed().head);
}

Outcome Run::execute() {
  try {
    ports_->settings().remember();
    try {
      while (take_turn()) {
      }
    } catch (const ExecutionError&) {
      clean_up();
      throw;
    } catch (const Error& error) {
      clean_up();
      if (!ports_->executor().in_transaction()) throw;
      throw ConnectionError(std::string(error.what()) + "\nThe rollback failed, too: close this session",
                            error.database_state(), Retry::useless);
    } catch (...) {
      clean_up();
      throw;
    }
  } catch (const Failure& failure) {
    const bool inside = ports_->executor().in_transaction();
    raise(failure,
          inside ? "preparing the run (the rollback failed, too: close this session)" : "preparing the run",
          state(), *patience_);
  }
  try {
    restore();
  } catch (const Failure& failure) {
    raise(failure, "giving the session its settings back (close it; the run itself is done)", state(),
          *patience_);
  }
  outcome_.state = state();
  outcome_.waited = patience_->waited();
  return outcome_;
}

void Run::restore() {
  try {
    ports_->settings().restore();
  } catch (const Failure&) {
    // A second try costs nothing, and settings that are not his own are what the caller must not get.
    ports_->settings().restore();
  }
}

void Run::clean_up() {
  rollback();
  try {
    restore();
  } catch (
      const Failure&) {  // NOLINT(bugprone-empty-catch): the error that is on its way must not be replaced
  }
}

Locker::Attempt Run::try_lock() {
  try {
    auto attempt = ports_->locker().try_begin(ledger_->version_query());
    ledger_exists_ = true;
    return attempt;
  } catch (const Failure& failure) {
    if (failure.kind() != Failure::Kind::no_such_table) throw;
  }
  ledger_exists_ = false;
  return ports_->locker().try_begin({"select 1", {}});
}

std::optional<VersionRow> Run::lock() {
  patience_->start();
  std::string last_seen;
  for (;;) {
    const auto attempt = try_lock();
    if (attempt.result == Locker::Attempt::Result::locked) {
      if (ledger_exists_) return ledger_->parse_version(*attempt.rows);
      // It may have been created between the two attempts.
      const auto row = ledger_->read_version();
      ledger_exists_ = row.has_value();
      return row.value_or(VersionRow{});
    }
    if (ledger_exists_ && attempt.rows) {
      const VersionRow row = ledger_->parse_version(*attempt.rows);
      if (request_.nothing_left(row)) {
        if (committed_steps_.empty()) outcome_.from = row.head;
        outcome_.to = row.head;
        return std::nullopt;
      }
      if (row.changed != last_seen) patience_->note_progress();
      last_seen = row.changed;
    }
    const std::string holder = ports_->locker().holder();
    if (!patience_->pause(holder)) {
      throw LockError(holder, patience_->waited(),
                      "another session holds the migration lock: " + holder +
                          "\nstate: " + to_string(state()) +
                          "\nRun again when it is done, or wait longer with `--lock-wait`",
                      state());
    }
  }
}

bool Run::have_plan(const VersionRow& row) {
  const bool as_expected = plan_ && row.head == journal_.committed().head &&
                           row.chain == journal_.committed().chain && row.run == journal_.committed().run;
  if (as_expected) return true;

  Situation situation{row, History(ledger_exists_ ? ledger_->read_entries() : std::vector<LedgerEntry>{})};
  if (row.head != situation.history.head() || row.chain != situation.history.chain()) {
    throw LedgerError(
        LedgerError::Kind::interrupted,
        "the version row of the ledger says " + to_string(row.head) + ", and its history says " +
            to_string(situation.history.head()) +
            " or another text: was the ledger edited by hand? Nothing was touched. `verify` shows the "
            "difference, `repair` puts the row right from the history");
  }
  plan_ = request_.make_plan(situation);
  next_segment_ = 0;
  if (committed_steps_.empty()) outcome_.from = row.head;
  outcome_.to = plan_->to;
  outcome_.warnings = plan_->warnings;
  journal_.begin(std::move(situation), *plan_, request_.marks(row, *plan_));
  if (plan_->empty()) return false;
  tell(observer_, [&](Observer& observer) { observer.plan_made(*plan_); });
  return true;
}

bool Run::take_turn() {
  const auto row = lock();
  if (!row) return false;
  if (!have_plan(*row)) {
    if (journal_.has_leftovers()) {
      journal_.close_leftover();
      journal_.write_at_end();
      patience_->insist([&] { ports_->executor().commit(); });
    }
    rollback();
    return false;
  }
  const Segment& segment = plan_->segments[next_segment_];
  const SegmentNeeds needs{segment.foreign_keys};
  if (needs != prepared_) {
    rollback();
    ports_->settings().restore();
    ports_->settings().prepare(needs);
    prepared_ = needs;
    return true;
  }
  if (!ledger_exists_) {
    request_.admit_database();
    ledger_->create();
    patience_->insist([&] { ports_->executor().commit(); });
    return true;
  }
  if (segment.transaction == Transaction::none) {
    execute_outside(plan_->steps[segment.first]);
  } else {
    execute_inside(segment);
  }
  return !plan_ || ++next_segment_ < plan_->segments.size();
}

}  // namespace rung
