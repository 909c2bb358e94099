#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <rung/observer.hpp>
#include <rung/outcome.hpp>
#include <rung/plan.hpp>

#include "port/ports.hpp"
#include "record/catalog_run.hpp"
#include "record/outbox.hpp"
#include "record/patience.hpp"
#include "record/step_failure.hpp"

namespace rung {

/// One execution: takes the lock, reads, plans, and executes segment by segment. What is expected of the
/// database is checked at each segment's beginning, under its lock; if another run has moved it meanwhile, it
/// plans again.
///
/// A run on several catalogs of one ledger has one segment, which holds the steps of all of them, one catalog
/// after the other.
class Run {
 public:
  /// What is to be said to the plans of all catalogs when they are made; throws to refuse.
  using Admission = std::function<void(const std::vector<Plan*>&)>;

  /// At least one catalog. Several need an admission that sees to their committing together.
  Run(Ports& ports, std::vector<CatalogRun> catalogs, Patience& patience, Observer* observer,
      Admission admission = nullptr);

  /// What became of each catalog. Throws every kind of Error; the session is out of its transaction and has
  /// its settings back, whatever happens.
  std::vector<Outcome> execute();

 private:
  /// Throws what `execute` does, and Failure.
  void go();
  /// One turn: locks, and executes at most one segment. False when the run is at its end.
  bool take_turn();
  /// Begins a transaction under the lock and reads each catalog's version row. Nothing if another run left
  /// nothing to do.
  std::optional<std::vector<VersionRow>> lock();
  Locker::Attempt try_lock();
  std::vector<VersionRow> rows_under_lock(const Locker::Attempt& attempt);
  /// What a waiter sees in the version row that it read beside the lock. True if there is nothing left to do.
  bool look_while_waiting(const Rows& rows, std::string& last_seen);
  /// Makes the plans if there are none yet, or another run has moved the database. False if nothing is to be
  /// done.
  bool have_plans(const std::vector<VersionRow>& rows);
  void make_plans(std::vector<Situation> situations);
  /// Throws PlanError `behind` if this role may not migrate.
  void require_writable();
  /// Of a plan that holds steps outside a transaction: keeps the lock beyond transactions.
  void keep_lock_outside();
  /// Takes what the plan needs before its first segment; false if the transaction was used for that.
  bool have_means();
  /// Behind plans without a step.
  void put_leftovers_right();

  enum class Ended { committed, again };
  Ended execute_inside();
  [[nodiscard]] TransactionNeeds needs() const;
  /// Tells the observer; empty where there is none.
  [[nodiscard]] std::function<void(const Step&, std::uint64_t, std::uint64_t)> statement_events();
  void queue_segment(CatalogRun& catalog, Outbox& outbox);
  void queue_step(CatalogRun& catalog, const Step& step, Outbox& outbox);
  void queue_routine(CatalogRun& catalog, const Step& step, Outbox& outbox);
  void end_segment(Outbox& outbox);
  /// Writes the record, commits, and begins the next segment's transaction.
  void end_transaction(const std::vector<std::string>& record, Outbox& outbox);
  /// Where another session stood in the way: rolls back, waits a little, and says yes, up to ten times.
  bool try_again(const StepFailure& failure);

  /// A run with a step outside a transaction has one catalog.
  void execute_outside(CatalogRun& catalog, const Step& step);
  LedgerEntry begin_outside(CatalogRun& catalog, const Step& step);
  enum class Recorded { by_us, by_another };
  Recorded end_outside(CatalogRun& catalog, const LedgerEntry& entry);
  void announce_outside(const CatalogRun& catalog, const Step& step);

  /// Throws StepFailure; `outcome_in_doubt_` says whether it is known what became of it.
  void commit();
  /// The same, for a call that executes the ending.
  void commit(const Ending& ending, const std::function<void()>& end);
  void rollback();
  void restore();
  /// Out of the transaction, and the settings given back, as far as that can be done.
  void clean_up();
  void release_lock();

  [[noreturn]] void fail(const Step& step, LedgerEntry entry, StepFailure failure);
  [[noreturn]] void fail_ended_by_routine(const Step& step, LedgerEntry entry, const StepFailure& failure);
  /// Whether the routine committed our transaction, or may have. Outside a transaction.
  bool was_ended_by_routine(const Step& step, const StepFailure& failure);
  /// Who stood in the way, in words; empty if it cannot be told.
  std::string blockers_of(const StepFailure& failure);
  void name_blockers(StepFailure& failure);
  /// A sentence on the steps that went with a failed one; empty if it was its transaction's first.
  [[nodiscard]] std::string rolled_back_with(const Step& step);
  /// Tries for at most a second; returns why not, or nothing.
  std::string try_to_record(const std::function<void()>& record);
  [[nodiscard]] CatalogState state() const;

  /// By whose ledger the lock is called, and whose version row is read with it.
  [[nodiscard]] CatalogRun& first() noexcept { return catalogs_.front(); }
  [[nodiscard]] CatalogRun& catalog_of(const Step& step) noexcept;
  /// Those that have steps in the open transaction.
  [[nodiscard]] std::vector<const CatalogRun*> moving() const;

  Ports* ports_;
  std::vector<CatalogRun> catalogs_;
  Patience* patience_;
  Observer* observer_;
  Admission admission_;

  bool ledger_exists_ = false;
  bool outcome_in_doubt_ = false;
  std::optional<Locker::Attempt> begun_;  ///< The next segment's transaction, begun with the last commit.
  ForeignKeys prepared_ = ForeignKeys::as_session;
  bool keeps_lock_ = false;  ///< Beyond transactions, for steps outside one.
  int tries_ = 1;            ///< Of the next segment.
  bool goes_back_ = false;   ///< The journals, to what the database says: a segment is tried again.
};

}  // namespace rung
