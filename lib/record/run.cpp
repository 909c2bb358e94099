#include "record/run.hpp"

#include <algorithm>
#include <utility>

#include <rung/error.hpp>

#include "record/raise.hpp"
#include "record/tell.hpp"

namespace rung {
namespace {

/// While it lives, what the server says goes to the run's observer.
class NoticesToObserver {
 public:
  NoticesToObserver(Ports& ports, Observer* observer) : ports_(&ports) {
    ports.on_notice = [observer](std::string_view message) {
      tell(observer, [&](Observer& told) { told.notice(message); });
    };
  }
  ~NoticesToObserver() { ports_->on_notice = nullptr; }
  NoticesToObserver(const NoticesToObserver&) = delete;
  NoticesToObserver& operator=(const NoticesToObserver&) = delete;

 private:
  Ports* ports_;
};

}  // namespace

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

RunInfo Run::info_of_run() const {
  const RunIdentity& identity = journal_.identity();
  return {identity.id, ledger_->catalog(), identity.program.name, identity.program.release};
}

Outcome Run::execute() {
  const NoticesToObserver notices(*ports_, observer_);
  tell(observer_, [&](Observer& observer) { observer.run_started(info_of_run()); });
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
    release_lock();
  } catch (const Failure& failure) {
    raise(failure, "giving the session its settings back (close it; the run itself is done)", state(),
          *patience_);
  }
  outcome_.state = state();
  outcome_.waited = patience_->waited();
  tell(observer_, [&](Observer& observer) { observer.run_done(outcome_); });
  return outcome_;
}

void Run::release_lock() {
  if (!keeps_lock_) return;
  keeps_lock_ = false;
  ports_->locker().release(ledger_->version_table());
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
  // The error that is on its way must not be replaced.
  const auto try_to = [](const auto& function) {
    try {
      function();
    } catch (const Failure&) {  // NOLINT(bugprone-empty-catch): see above
    }
  };
  try_to([this] { restore(); });
  try_to([this] { release_lock(); });
}

Locker::Attempt Run::try_lock() {
  if (begun_) return *std::exchange(begun_, std::nullopt);
  Locker& locker = ports_->locker();
  for (;;) {
    try {
      auto attempt = locker.try_begin(ledger_->version_table(), ledger_->version_query());
      ledger_exists_ = true;
      return attempt;
    } catch (const Failure& failure) {
      if (failure.kind() != Failure::Kind::no_such_table) throw;
    }
    // A missing table may have ended the transaction, so now it is only asked for.
    auto attempt = locker.try_begin(ledger_->version_table(), ledger_->existence_query());
    ledger_exists_ = attempt.rows && !attempt.rows->empty();
    if (attempt.result != Locker::Attempt::Result::locked || !ledger_exists_) {
      attempt.rows.reset();
      return attempt;
    }
    // It was created between the two attempts.
    ports_->executor().rollback();
  }
}

bool Run::look_while_waiting(const Rows& rows, std::string& last_seen) {
  const VersionRow row = ledger_->parse_version(rows);
  if (request_.nothing_left(row)) {
    if (committed_steps_.empty()) outcome_.from = row.head;
    outcome_.to = row.head;
    return true;
  }
  if (row.changed != last_seen) patience_->note_progress();
  last_seen = row.changed;
  return false;
}

std::optional<VersionRow> Run::lock() {
  patience_->start();
  ledger_->locate();
  std::string last_seen;
  std::string holder;
  for (;;) {
    const auto attempt = try_lock();
    if (attempt.result == Locker::Attempt::Result::locked)
      return attempt.rows ? ledger_->parse_version(*attempt.rows) : VersionRow{};
    if (attempt.rows && look_while_waiting(*attempt.rows, last_seen)) return std::nullopt;
    if (patience_->is_time_to_tell() || holder.empty()) {
      const std::string now = ports_->locker().holder(ledger_->version_table());
      // How far it is stands in there.
      if (now != holder) patience_->note_progress();
      holder = now;
    }
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
  if (as_expected && !goes_back_) return true;

  Situation situation{row, History(ledger_exists_ ? ledger_->read_entries() : std::vector<LedgerEntry>{})};
  if (as_expected) {
    journal_.go_back_to(std::move(situation));
    goes_back_ = false;
    return true;
  }
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
  require_writable();
  keep_lock_outside();
  tell(observer_, [&](Observer& observer) { observer.plan_made(*plan_); });
  return true;
}

void Run::require_writable() {
  if (ledger_->may_write(ledger_exists_ ? Ledger::Tables::exist : Ledger::Tables::are_missing)) return;
  throw PlanError(PlanError::Kind::behind, {plan_->from, plan_->to},
                  "the database is at " + to_string(plan_->from) + ", and to go to " + to_string(plan_->to) +
                      " this role would have to write the ledger " + ledger_->version_table() +
                      ", which it may not. Nothing was touched. Let a role migrate that may, and start this "
                      "program again; to look "
                      "without migrating there is `status`, and in a program rung::check");
}

void Run::keep_lock_outside() {
  const bool goes_outside =
      std::any_of(plan_->segments.begin(), plan_->segments.end(),
                  [](const Segment& segment) { return segment.transaction == Transaction::none; });
  if (!goes_outside || keeps_lock_) return;
  ports_->locker().keep(ledger_->version_table());
  keeps_lock_ = true;
}

bool Run::have_means() {
  const Segment& segment = plan_->segments[next_segment_];
  if (segment.foreign_keys != prepared_) {
    rollback();
    ports_->settings().restore();
    ports_->settings().prepare(segment.foreign_keys);
    prepared_ = segment.foreign_keys;
    return false;
  }
  if (!ledger_exists_) {
    request_.admit_database();
    ledger_->create();
    patience_->insist([&] { ports_->executor().commit(); });
    return false;
  }
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
  if (!have_means()) return true;
  const Segment& segment = plan_->segments[next_segment_];
  if (segment.transaction == Transaction::none) {
    execute_outside(plan_->steps[segment.first]);
  } else if (execute_inside(segment) == Ended::again) {
    return true;
  }
  tries_ = 1;
  return !plan_ || ++next_segment_ < plan_->segments.size();
}

}  // namespace rung
