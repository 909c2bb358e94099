#include <chrono>
#include <utility>

#include <fmt/format.h>

#include <rung/error.hpp>

#include "record/rollback.hpp"
#include "record/run.hpp"

namespace rung {
namespace {

/// How long a failed step's row is tried for: the error must not wait for a lock that another run holds.
constexpr std::chrono::milliseconds longest_try{1000};

std::string what_next(const Step& step, const StepFailure& failure, const CatalogState& state) {
  if (!failure.advice.empty()) return failure.advice;
  switch (failure.kind) {
    case Failure::Kind::cancelled:
      return "It was cancelled: run again to go on";
    case Failure::Kind::busy:
      return "Another session was in the way: run again, or wait longer with `--lock-wait`";
    case Failure::Kind::start_again:
      return "Another session was in the way, at each try: run again when it is done, or let each statement "
             "wait longer "
             "with `--lock-timeout`";
    case Failure::Kind::no_connection:
    case Failure::Kind::connection_lost:
      return "The connection was lost: run again";
    case Failure::Kind::unwritable:
      return "Look at the database's permissions and at the space on its disk, and run again";
    default:
      break;
  }
  if (state.kind() == CatalogState::Kind::partly_applied) {
    return fmt::format(
        "Mend the statement that failed, leave those before it as they are, and run `{}` again: it goes on "
        "behind what is done",
        step.direction == Direction::up ? "upgrade" : "downgrade");
  }
  return "Mend the migration, or the data that it meets, and run again";
}

Retry retry_of(const StepFailure& failure) {
  switch (failure.kind) {
    case Failure::Kind::cancelled:
    case Failure::Kind::busy:
    case Failure::Kind::start_again:
    case Failure::Kind::no_connection:
    case Failure::Kind::connection_lost:
      return Retry::may_help;
    default:
      return Retry::useless;
  }
}

}  // namespace

void Run::rollback() { roll_back(ports_->executor()); }

void Run::commit() {
  commit({}, [this] { ports_->executor().commit(); });
}

void Run::commit(const Ending& ending, const std::function<void()>& end) {
  try {
    patience_->insist(end);
  } catch (const Failure& failure) {
    const bool reached_commit = ending.done == ending.statements.size();
    StepFailure because;
    because.kind = failure.kind();
    because.code = failure.code();
    because.cause = reached_commit ? fmt::format("the commit failed: {}", failure.what()) : failure.what();
    because.advice = failure.advice();
    if (!reached_commit) because.text = shortened(std::string(ending.statements.statement(ending.done)));
    // Still inside, or never sent: nothing was committed, whoever rolls back. Else the answer may have been
    // lost.
    if (ports_->executor().in_transaction() || failure.kind() == Failure::Kind::no_connection)
      throw StepFailure(because);
    try {
      for (CatalogRun& catalog : catalogs_) {
        if (!catalog.journal().is_written()) throw StepFailure(because);
      }
    } catch (const Failure&) {
      outcome_in_doubt_ = true;
      throw StepFailure(because);
    }
  }
  for (CatalogRun& catalog : catalogs_) catalog.journal().note_commit();
}

std::string Run::rolled_back_with(const Step& step) {
  const CatalogRun& failed = catalog_of(step);
  std::size_t before = failed.index_of(step) - failed.segment()->first;
  for (const CatalogRun* catalog : moving()) {
    if (catalog == &failed) break;
    before += catalog->segment()->count;
  }
  if (before == 0) return {};
  return fmt::format("\nRolled back with it: the {} step{} of its transaction before it", before,
                     before == 1 ? "" : "s");
}

void Run::name_blockers(StepFailure& failure) {
  const std::string blockers = blockers_of(failure);
  if (!blockers.empty()) failure.cause += fmt::format(" (in the way: {})", blockers);
}

std::string Run::blockers_of(const StepFailure& failure) {
  try {
    return ports_->locker().blockers(failure.text);
  } catch (const Failure&) {
    return {};
  }
}

std::string Run::try_to_record(const std::function<void()>& record) {
  Patience patience(*ports_, longest_try, nullptr);
  try {
    patience.insist(record);
    return {};
  } catch (const Failure& failure) {
    return failure.what();
  } catch (const Error& error) {
    return error.what();
  }
}

void Run::fail(const Step& step, LedgerEntry entry, StepFailure failure) {
  rollback();
  try {
    // What is recorded below has to be written by the caller's role.
    restore();
  } catch (const Failure&) {  // NOLINT(bugprone-empty-catch): tried again at the end, and told there
  }
  if (failure.kind == Failure::Kind::start_again) name_blockers(failure);
  if (was_ended_by_routine(step, failure)) fail_ended_by_routine(step, std::move(entry), failure);
  std::string more;
  if (ports_->executor().in_transaction()) {
    more = "\nThe rollback failed, too: close this session, and the database rolls back";
  }
  entry.error = failure.cause;
  CatalogRun& catalog = catalog_of(step);
  if (outcome_in_doubt_) {
    throw InDoubtError(catalog.describe(step, failure),
                       "Run again: the next run finds out, and goes on from there" + more);
  }
  more += rolled_back_with(step);
  const bool half_done = entry.statements_done > 0;
  const std::string not_recorded = try_to_record([&] {
    catalog.journal().record_failure(entry, half_done ? std::optional(step.version) : std::nullopt);
  });
  if (!not_recorded.empty())
    more += fmt::format("\nThe failure could not be recorded in the ledger: {}", not_recorded);

  const Version head = catalog.journal().committed().head;
  const CatalogState left =
      half_done
          ? CatalogState::partly_applied(head, step.version, step.direction,
                                         static_cast<std::uint64_t>(entry.statements_done), step.statements)
          : CatalogState::at_version(head);
  throw ExecutionError(catalog.describe(step, failure), left, retry_of(failure),
                       what_next(step, failure, left) + more);
}

bool Run::was_ended_by_routine(const Step& step, const StepFailure& failure) {
  if (failure.transaction != StepFailure::Transaction::replaced)
    return failure.transaction == StepFailure::Transaction::ended_by_routine;
  try {
    return catalog_of(step).journal().is_begun(step.version);
  } catch (const Failure&) {
    return true;
  }
}

void Run::fail_ended_by_routine(const Step& step, LedgerEntry entry, const StepFailure& failure) {
  CatalogRun& catalog = catalog_of(step);
  const Ledger& ledger = catalog.ledger();
  entry.error = failure.cause;
  // "One of one": what it did before it ended our transaction is in the database.
  entry.statements_done = 1;
  entry.cursor = Checksum{}.digits();
  const std::string not_recorded = try_to_record([&] {
    const auto attempt = ports_->locker().try_begin(ledger.version_table(), ledger.version_query());
    if (attempt.result != Locker::Attempt::Result::locked)
      throw Failure(Failure::Kind::busy, "", "another session holds the lock");
    catalog.ledger().insert(entry);
    for (CatalogRun& before : catalogs_) {
      if (&before == &catalog) break;
      if (before.segment() != nullptr) before.journal().write_as_found(std::nullopt);
    }
    catalog.journal().write_as_found(step.version);
    ports_->executor().commit();
  });
  rollback();
  const CatalogState left = CatalogState::partly_applied(catalog.journal().situation().history.head(),
                                                         step.version, step.direction, 1, 1);
  std::string next = fmt::format(
      "Take the commit or rollback out of the routine. What it did before is in the database, and "
      "so are the steps of this run before it. Look at the data; and once the routine may be "
      "called again, run `repair --accept {}`",
      to_string(step.version));
  if (!not_recorded.empty())
    next += fmt::format("\nThis could not be recorded in the ledger: {}", not_recorded);
  throw ExecutionError(catalog.describe(step, failure), left, Retry::useless, next);
}

}  // namespace rung
