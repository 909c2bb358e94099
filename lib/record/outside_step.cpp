#include "record/outside_step.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include <rung/error.hpp>

#include "record/rollback.hpp"
#include "record/step_execution.hpp"
#include "text/prefix_hash.hpp"

namespace rung {
namespace {

using text::StatementKind;

Checksum hash_of(const text::Statement& statement) {
  return text::extend_prefix_hash(Checksum{}, statement.text);
}

/// What the engine executes in a transaction as well as outside, and that does not end one.
bool is_ordinary(const text::Statement& statement) {
  return statement.kind == StatementKind::ordinary || statement.kind == StatementKind::session_setting;
}

}  // namespace

OutsideStep::OutsideStep(Ports& ports, Ledger& ledger, Patience& patience, const Plan& plan, const Step& step,
                         LedgerEntry& entry, OutsideEvents events)
    : ports_(&ports),
      ledger_(&ledger),
      patience_(&patience),
      plan_(&plan),
      step_(&step),
      entry_(&entry),
      events_(std::move(events)),
      outbox_(ports, patience, {[](const Step&) {}, [](const Step&, std::chrono::milliseconds) {}, nullptr}) {
}

void OutsideStep::execute(const std::optional<HalfDoneStep>& left) {
  outbox_.begin(*step_, {});
  for_each_statement(*ports_, *plan_, *step_,
                     [&](const text::Statement& statement) { take(statement, left); });
  if (!ports_->executor().in_transaction()) return;
  StepFailure failure;
  failure.step = step_;
  failure.cause = "the script ends inside a transaction that it began; what it did in there was rolled back";
  throw StepFailure(failure);
}

void OutsideStep::take(const text::Statement& statement, const std::optional<HalfDoneStep>& left) {
  if (statement.index < step_->first_statement) return pass_over(statement);
  const bool was_left_here = left && statement.index == step_->first_statement;
  if (was_left_here && took_effect_before(statement, *left)) return note_done(statement);
  const bool waits = statement.kind != StatementKind::outside_only;
  ports_->settings().prepare_outside(waits ? lock_timeout_ : std::chrono::milliseconds(0));
  if (ports_->settler() == nullptr || !is_ordinary(statement) || ports_->executor().in_transaction())
    return execute_alone(statement);
  for (;;) {
    try {
      return execute_with_cursor(statement);
    } catch (const StepFailure& failure) {
      if (failure.kind != Failure::Kind::start_again || !events_.tries_again(failure)) throw;
    }
  }
}

void OutsideStep::pass_over(const text::Statement& statement) {
  hash_ = text::extend_prefix_hash(hash_, statement.text);
  // What took effect in the database is there; what was set for the session went with that session.
  if (statement.kind == StatementKind::session_setting) send(statement);
}

bool OutsideStep::took_effect_before(const text::Statement& statement, const HalfDoneStep& left) {
  Settler* const settler = ports_->settler();
  if (settler == nullptr || left.outcome == StepOutcome::accepted) return false;
  if (left.sent.empty()) return false;
  if (left.sent != hash_of(statement).digits()) refuse(statement, "and it was edited since");
  // Who was cut off may still be at work in the server.
  const Settled settled = patience_->insist([&] { return settler->settle(statement); });
  if (settled == Settled::cannot_tell)
    refuse(statement, "and the database does not tell whether it took effect");
  return settled == Settled::done;
}

void OutsideStep::refuse(const text::Statement& statement, const char* why) const {
  const auto done = static_cast<std::uint64_t>(entry_->statements_done);
  const auto state =
      CatalogState::partly_applied(plan_->from, step_->version, step_->direction, done, step_->statements);
  throw LedgerError(
      LedgerError::Kind::interrupted,
      fmt::format(
          "an earlier run was cut off in statement {} of {} of step {} '{}', outside a transaction, {}: {}\n"
          "state: {}\nLook at what it was to do. If that is done, take the statement out of the script; "
          "then, in "
          "either case, run `repair --accept {}`, and go on",
          statement.index, step_->statements, to_string(step_->version), step_->name, why,
          shortened(std::string(statement.text)), to_string(state), to_string(step_->version)),
      state);
}

void OutsideStep::require_lock() {
  if (ports_->locker().keeps(ledger_->version_table())) return;
  throw Failure(Failure::Kind::statement, "",
                "this session does not hold the migration lock any more: did a statement before release it "
                "(DISCARD ALL, "
                "pg_advisory_unlock_all)?");
}

void OutsideStep::execute_with_cursor(const text::Statement& statement) {
  const auto attempt = ports_->locker().try_begin(ledger_->version_table(), ledger_->version_query());
  if (attempt.result != Locker::Attempt::Result::locked)
    throw Failure(Failure::Kind::statement, "", "another session holds the migration lock");
  try {
    send(statement);
    const Checksum hash = text::extend_prefix_hash(hash_, statement.text);
    ledger_->advance(entry_->id, statement.index, hash.digits(), {});
    commit(hash);
  } catch (const Failure& failure) {
    roll_back(ports_->executor());
    StepFailure found = failed_in(*step_, failure);
    found.statement = statement.index;
    found.line = statement.line;
    throw StepFailure(found);
  } catch (...) {
    roll_back(ports_->executor());
    throw;
  }
  note_done(statement);
}

void OutsideStep::commit(const Checksum& cursor) {
  try {
    ports_->executor().commit();
  } catch (const Failure& failure) {
    StepFailure found = failed_in(*step_, failure);
    // Still inside: nothing was committed. Outside: the answer may have been lost.
    if (failure.kind() != Failure::Kind::connection_lost || ports_->executor().in_transaction())
      throw StepFailure(found);
    try {
      if (is_written(cursor)) return;
    } catch (const Failure&) {
      found.in_doubt = true;
    }
    throw StepFailure(found);
  }
}

bool OutsideStep::is_written(const Checksum& cursor) {
  const auto entries = ledger_->read_entries();
  return std::any_of(entries.begin(), entries.end(), [&](const LedgerEntry& entry) {
    return entry.id == entry_->id && entry.cursor == cursor.digits();
  });
}

void OutsideStep::clear_away(const text::Statement& statement, StepFailure& failure) {
  if (ports_->settler() == nullptr) return;
  try {
    ports_->settler()->clear_away(statement);
  } catch (const Failure& left) {
    failure.advice +=
        fmt::format("What the statement left half-done could not be removed: {}. ", left.what());
  }
}

void OutsideStep::execute_alone(const text::Statement& statement) {
  const bool in_own = ports_->executor().in_transaction();
  if (ports_->settler() != nullptr) {
    // Inside a transaction that the script began, its commit makes the cursor permanent together with what it
    // is about.
    const bool commits = in_own && statement.kind == StatementKind::commit_transaction;
    const Checksum hash = text::extend_prefix_hash(hash_, statement.text);
    if (commits) {
      ledger_->advance(entry_->id, statement.index, hash.digits(), {});
    } else if (!in_own && statement.kind != StatementKind::begin_transaction) {
      require_lock();
      // An invalid index of that name would make CREATE INDEX … IF NOT EXISTS a success.
      ports_->settler()->clear_away(statement);
      ledger_->advance(entry_->id, statement.index - 1, entry_->cursor, hash_of(statement).digits());
    }
  }
  try {
    send(statement);
  } catch (StepFailure& failure) {
    const bool answer_was_lost = failure.kind == Failure::Kind::connection_lost;
    failure.in_doubt = answer_was_lost && (!in_own || statement.kind == StatementKind::commit_transaction);
    if (!answer_was_lost && !in_own) clear_away(statement, failure);
    throw;
  }
  note_done(statement);
  if (ports_->executor().in_transaction()) return;
  patience_->insist([&] { ledger_->advance(entry_->id, statement.index, hash_.digits(), {}); });
}

void OutsideStep::send(const text::Statement& statement) {
  outbox_.add(statement);
  outbox_.flush();
}

void OutsideStep::note_done(const text::Statement& statement) {
  hash_ = text::extend_prefix_hash(hash_, statement.text);
  if (ports_->executor().in_transaction()) return;
  entry_->statements_done = static_cast<std::int64_t>(statement.index);
  entry_->cursor = hash_.digits();
  events_.statement_done(statement);
}

}  // namespace rung
