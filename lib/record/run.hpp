#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <rung/error.hpp>
#include <rung/observer.hpp>
#include <rung/outcome.hpp>
#include <rung/plan.hpp>

#include "decision/situation.hpp"
#include "port/ports.hpp"
#include "record/journal.hpp"
#include "record/ledger.hpp"
#include "record/outbox.hpp"
#include "record/patience.hpp"
#include "record/run_identity.hpp"
#include "record/step_failure.hpp"

namespace rung {

/// What a service wants of a run.
struct RunRequest {
  /// Decides from what the database says under the lock. Throws to refuse.
  std::function<Plan(const Situation&)> make_plan;
  /// Asked before the ledger is created; throws to refuse.
  std::function<void()> admit_database;
  /// The marks that the run's first write leaves.
  std::function<std::vector<Mark>(const VersionRow&, const Plan&)> marks;
  /// While waiting for the lock: whether this version row leaves nothing to do.
  std::function<bool(const VersionRow&)> nothing_left;
  /// For each statement of a segment that holds DDL; 0: none.
  std::chrono::milliseconds lock_timeout{};
};

/// One execution: takes the lock, reads, plans, and executes segment by segment. What is expected of the
/// database is checked at each segment's beginning, under its lock; if another run has moved it meanwhile, it
/// plans again.
class Run {
 public:
  Run(Ports& ports, Ledger& ledger, RunIdentity identity, Patience& patience, Observer* observer,
      RunRequest request);

  /// Throws every kind of Error; the session is out of its transaction and has its settings back, whatever
  /// happens.
  Outcome execute();

 private:
  /// One turn: locks, and executes at most one segment. False when the run is at its end.
  bool take_turn();
  /// Begins a transaction under the lock and reads the version row. Nothing if another run left nothing to
  /// do.
  std::optional<VersionRow> lock();
  Locker::Attempt try_lock();
  /// What a waiter sees in the version row that it read beside the lock. True if there is nothing left to do.
  bool look_while_waiting(const Rows& rows, std::string& last_seen);
  /// Makes the plan if there is none yet, or another run has moved the database. False if nothing is to be
  /// done.
  bool have_plan(const VersionRow& row);
  /// Throws PlanError `behind` if this role may not migrate.
  void require_writable();
  /// Of a plan that holds steps outside a transaction: keeps the lock beyond transactions.
  void keep_lock_outside();
  /// Takes what the plan needs before its first segment; false if the transaction was used for that.
  bool have_means();
  [[nodiscard]] bool is_last_segment() const noexcept { return next_segment_ + 1 == plan_->segments.size(); }
  /// "rung main 17/48".
  [[nodiscard]] std::string progress(const Step& step) const;

  enum class Ended { committed, again };
  Ended execute_inside(const Segment& segment);
  [[nodiscard]] TransactionNeeds needs_of(const Segment& segment) const;
  /// Tells the observer; empty where there is none.
  [[nodiscard]] std::function<void(const Step&, std::uint64_t, std::uint64_t)> statement_events() const;
  void queue_step(const Step& step, Outbox& outbox);
  void end_segment(const Segment& segment, Outbox& outbox);
  /// Writes the record, commits, and begins the next segment's transaction.
  void end_transaction(const std::vector<std::string>& record, Outbox& outbox);
  /// Where another session stood in the way: rolls back, waits a little, and says yes, up to ten times.
  bool try_again(const StepFailure& failure);

  void execute_outside(const Step& step);
  LedgerEntry begin_outside(const Step& step);
  enum class Recorded { by_us, by_another };
  Recorded end_outside(const Step& step, const LedgerEntry& entry);
  void announce_outside(const Step& step);

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
  [[nodiscard]] FailedStep describe(const Step& step, const StepFailure& failure) const;
  /// Who stood in the way, in words; empty if it cannot be told.
  std::string blockers_of(const StepFailure& failure);
  void name_blockers(StepFailure& failure);
  /// A sentence on the steps that went with a failed one; empty if it was its segment's first.
  [[nodiscard]] std::string rolled_back_with(const Step& step) const;
  /// Tries for at most a second; returns why not, or nothing.
  std::string try_to_record(const std::function<void()>& record);
  [[nodiscard]] CatalogState state() const;
  [[nodiscard]] RunInfo info_of_run() const;

  Ports* ports_;
  Ledger* ledger_;
  Journal journal_;
  Patience* patience_;
  Observer* observer_;
  RunRequest request_;

  bool ledger_exists_ = false;
  bool outcome_in_doubt_ = false;
  std::optional<Locker::Attempt> begun_;  ///< The next segment's transaction, begun with the last commit.
  std::optional<Plan> plan_;
  std::size_t next_segment_ = 0;
  ForeignKeys prepared_ = ForeignKeys::as_session;
  bool keeps_lock_ = false;  ///< Beyond transactions, for steps outside one.
  int tries_ = 1;            ///< Of the next segment.
  bool goes_back_ = false;   ///< The journal, to what the database says: a segment is tried again.
  std::vector<Version> committed_steps_;
  std::optional<CatalogState> half_done_;  ///< While a step outside a transaction is not recorded as ended.
  Outcome outcome_;
};

}  // namespace rung
