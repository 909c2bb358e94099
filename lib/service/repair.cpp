#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include <rung/error.hpp>
#include <rung/repair.hpp>

#include "decision/agreement.hpp"
#include "record/raise.hpp"
#include "record/rollback.hpp"
#include "record/run_identity.hpp"
#include "record/wall_clock.hpp"
#include "service/catalog_reader.hpp"
#include "text/prefix_hash.hpp"

namespace rung {
namespace {

/// What is to be written, and what a person is told of it.
struct Repair {
  std::optional<LedgerEntry> leftover;  ///< Closes this row.
  std::vector<LedgerEntry> accepted;
  VersionRow row;
  bool writes_row = false;
  std::vector<std::string> sentences;
};

LedgerEntry accepted_row(const RunIdentity& run, const MigrationView& migration) {
  LedgerEntry entry;
  entry.run = run.id;
  entry.version = migration.version();
  entry.name = migration.name();
  entry.checksum = migration.checksum().digits();
  entry.outcome = StepOutcome::accepted;
  entry.started = entry.finished = utc_now();
  entry.release = run.program.release;
  entry.host = run.host;
  entry.pid = run.pid;
  return entry;
}

class RepairPlanner {
 public:
  RepairPlanner(const Question& question, RunIdentity run)
      : question_(question), run_(std::move(run)), history_(question.situation.history) {}

  Repair plan(const std::vector<Version>& accept) {
    close_leftover();
    for (const Version version : accept) this->accept(version);
    if (!refused_.empty()) {
      throw PlanError(PlanError::Kind::not_accepted, refused_,
                      fmt::format("nothing to accept for {}: it is not applied with another text, nor "
                                  "half-done. Nothing was touched",
                                  name_all(refused_, question_.set, history_)));
    }
    settle_row();
    return std::move(repair_);
  }

 private:
  void close_leftover() {
    const auto& half = history_.half_done();
    if (!half || half->outcome != StepOutcome::running) return;
    LedgerEntry entry;
    entry.id = half->row;
    entry.outcome = StepOutcome::interrupted;
    entry.statements_done = static_cast<std::int64_t>(half->statements_done);
    entry.cursor = half->cursor;
    entry.sent = half->sent;
    entry.finished = utc_now();
    entry.error = "its program ended before it did";
    repair_.leftover = entry;
    repair_.sentences.push_back(
        fmt::format("the row of the cut-off {} of {} is closed as interrupted, with {} statements done",
                    to_string(half->direction), to_string(half->version), half->statements_done));
  }

  void accept(Version version) {
    const auto migration = question_.set.find(version);
    const AppliedMigration* const applied = history_.find(version);
    const auto& half = history_.half_done();
    if (migration && half && half->version == version && (half->statements_done > 0 || !half->sent.empty())) {
      accept_half_done(*migration, *half);
    } else if (migration && applied != nullptr && !applied->accepts(migration->checksum())) {
      repair_.sentences.push_back(
          fmt::format("{}: the text with checksum {} is accepted beside the one that was applied, {}",
                      name_all({version}, question_.set, history_), migration->checksum().digits(),
                      applied->accepted.back().digits()));
      repair_.accepted.push_back(accepted_row(run_, *migration));
      history_.accept(version, migration->checksum());
    } else {
      refused_.push_back(version);
    }
  }

  void accept_half_done(const MigrationView& migration, const HalfDoneStep& half) {
    LedgerEntry entry = accepted_row(run_, migration);
    entry.direction = half.direction;
    const embedded::Action& action = migration.action(half.direction);
    if (action.kind == embedded::ActionKind::script) {
      const auto hash =
          text::hash_of_prefix(action.script, question_.surveys.dialect(), half.statements_done);
      if (!hash) {
        refused_.push_back(migration.version());
        return;
      }
      entry.statements_done = static_cast<std::int64_t>(half.statements_done);
      entry.statements_total = entry.statements_done;
      entry.cursor = hash->digits();
    }
    repair_.sentences.push_back(fmt::format(
        "{}: the first {} statements of its text are taken as done, and the one behind them as not done",
        name_all({migration.version()}, question_.set, history_), entry.statements_done));
    repair_.accepted.push_back(std::move(entry));
  }

  void settle_row() {
    VersionRow row = question_.situation.row;
    row.head = history_.head();
    row.chain = history_.chain();
    row.sealed = seal(history_.chain(), history_.versions());
    row.floor = floor_of(question_.set, history_, std::nullopt);
    // Of a half-done step more is known to the program that began it.
    if (row.half_done) row.floor = std::max(row.floor, question_.situation.row.floor);
    row.run.clear();
    row.run_by.clear();
    const VersionRow& before = question_.situation.row;
    if (row.head != before.head || row.floor != before.floor) {
      repair_.sentences.push_back(fmt::format(
          "the version row is put to head {} and floor {}; it said {} and {}", to_string(row.head),
          to_string(row.floor), to_string(before.head), to_string(before.floor)));
    } else if (row.chain != before.chain && repair_.accepted.empty()) {
      repair_.sentences.emplace_back("the chain in the version row is made anew from the ledger's rows");
    }
    if (!before.run.empty())
      repair_.sentences.push_back(
          fmt::format("the run {} by {} is no longer in progress", before.run, before.run_by));
    repair_.row = row;
    repair_.writes_row = !repair_.sentences.empty();
  }

  const Question& question_;
  RunIdentity run_;
  History history_;
  Repair repair_;
  std::vector<Version> refused_;
};

Repair decide(CatalogReader& reader, const Situation& situation, const std::vector<Version>& accept) {
  const Question question = reader.question(situation);
  return RepairPlanner(question, new_run(reader.program(), reader.set().newest())).plan(accept);
}

void write(Ledger& ledger, const Repair& repair) {
  if (repair.leftover) ledger.close(*repair.leftover);
  for (const LedgerEntry& entry : repair.accepted) ledger.insert(entry);
  if (repair.writes_row) ledger.write_version(repair.row);
}

void commit(CatalogReader& reader) {
  Executor& executor = reader.ports().executor();
  try {
    reader.patience().insist([&] { executor.commit(); });
  } catch (const Failure& failure) {
    // Outside its transaction again, with nobody to say how it ended. The schema is what it was in either
    // case.
    if (failure.kind() != Failure::Kind::connection_lost || executor.in_transaction()) throw;
    raise(failure, "committing the repair, so it is not known whether it took effect",
          CatalogState::unknown(), reader.patience());
  }
}

/// Under the lock: reads, decides and writes.
std::vector<std::string> settle(CatalogReader& reader, const std::vector<Version>& accept) {
  Locker& locker = reader.ports().locker();
  const auto attempt = reader.patience().insist([&] {
    auto tried = locker.try_begin(reader.ledger().version_table(), reader.ledger().version_query());
    if (tried.result == Locker::Attempt::Result::held_by_another)
      throw Failure(Failure::Kind::busy, "", locker.holder(reader.ledger().version_table()));
    return tried;
  });
  const VersionRow row = reader.ledger().parse_version(*attempt.rows);
  const Situation situation{row, reader.ledger().read_history()};
  const Repair repair = decide(reader, situation, accept);
  write(reader.ledger(), repair);
  commit(reader);
  return repair.sentences;
}

}  // namespace

std::vector<std::string> repair(Database& database, const MigrationSet& set,
                                const std::vector<Version>& accept, const RunOptions& options) {
  CatalogReader reader(database, set, options);
  // Without a ledger there is nothing to settle, and a version to accept is refused.
  if (!reader.read_row()) return decide(reader, Situation{}, accept).sentences;
  try {
    return settle(reader, accept);
  } catch (const Failure& failure) {
    roll_back(reader.ports().executor());
    const bool inside = reader.ports().executor().in_transaction();
    raise(failure,
          inside ? "repairing the ledger (the rollback failed, too: close this session)"
                 : "repairing the ledger",
          CatalogState::untouched(), reader.patience());
  } catch (...) {
    roll_back(reader.ports().executor());
    throw;
  }
}

std::vector<std::string> plan_repair(Database& database, const MigrationSet& set,
                                     const std::vector<Version>& accept, const RunOptions& options) {
  CatalogReader reader(database, set, options);
  return decide(reader, reader.read_situation(), accept).sentences;
}

}  // namespace rung
