#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <rung/error.hpp>
#include <rung/outcome.hpp>
#include <rung/plan.hpp>

#include "decision/situation.hpp"
#include "port/ports.hpp"
#include "record/journal.hpp"
#include "record/ledger.hpp"
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
  /// Makes the plan if there is none yet, or another run has moved the database. False if nothing is to be
  /// done.
  bool have_plan(const VersionRow& row);
  [[nodiscard]] bool is_last_segment() const noexcept { return next_segment_ + 1 == plan_->segments.size(); }

  void execute_inside(const Segment& segment);
  void execute_step(const Step& step);
  void execute_outside(const Step& step);
  LedgerEntry begin_outside(const Step& step);
  enum class Recorded { by_us, by_another };
  Recorded end_outside(const Step& step, const LedgerEntry& entry);

  /// Throws StepFailure; `outcome_in_doubt_` says whether it is known what became of it.
  void commit();
  void rollback();
  void restore();
  /// Out of the transaction, and the settings given back, as far as that can be done.
  void clean_up();

  [[noreturn]] void fail(const Step& step, LedgerEntry entry, const StepFailure& failure);
  [[noreturn]] void fail_ended_by_routine(const Step& step, LedgerEntry entry, const StepFailure& failure);
  /// Whether the routine committed our transaction, or may have. Outside a transaction.
  bool was_ended_by_routine(const Step& step, const StepFailure& failure);
  [[nodiscard]] FailedStep describe(const Step& step, const StepFailure& failure) const;
  /// A sentence on the steps that went with a failed one; empty if it was its segment's first.
  [[nodiscard]] std::string rolled_back_with(const Step& step) const;
  /// Tries for at most a second; returns why not, or nothing.
  std::string try_to_record(const std::function<void()>& record);
  [[nodiscard]] CatalogState state() const;

  Ports* ports_;
  Ledger* ledger_;
  Journal journal_;
  Patience* patience_;
  Observer* observer_;
  RunRequest request_;

  bool ledger_exists_ = false;
  bool outcome_in_doubt_ = false;
  std::optional<Plan> plan_;
  std::size_t next_segment_ = 0;
  SegmentNeeds prepared_;
  std::vector<Version> committed_steps_;
  std::optional<CatalogState> half_done_;  ///< While a step outside a transaction is not recorded as ended.
  Outcome outcome_;
};

}  // namespace rung
