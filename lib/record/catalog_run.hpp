#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <rung/error.hpp>
#include <rung/observer.hpp>
#include <rung/outcome.hpp>
#include <rung/plan.hpp>

#include "decision/situation.hpp"
#include "record/journal.hpp"
#include "record/ledger.hpp"
#include "record/run_identity.hpp"
#include "record/step_failure.hpp"

namespace rung {

/// What a service wants of a run on a catalog.
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

/// One catalog in a run: what is wanted of it, the way it has to go, how far it is, and what it leaves.
class CatalogRun {
 public:
  CatalogRun(Ledger& ledger, RunIdentity identity, RunRequest request)
      : ledger_(&ledger), journal_(ledger, std::move(identity)), request_(std::move(request)) {}

  [[nodiscard]] Ledger& ledger() const noexcept { return *ledger_; }
  [[nodiscard]] Journal& journal() noexcept { return journal_; }
  [[nodiscard]] const RunRequest& request() const noexcept { return request_; }
  [[nodiscard]] RunInfo info() const;

  /// Whether this version row leaves nothing to do; notes where the database is, if so.
  bool has_nothing_left(const VersionRow& row);
  /// Whether there is a plan, and nobody has moved the catalog since it was made.
  [[nodiscard]] bool is_as_planned(const VersionRow& row) const;
  /// Throws LedgerError `interrupted` where row and history differ, and what the request throws to refuse.
  void make_plan(const Situation& situation);
  /// Goes along with the plan that was made, from here on.
  void begin(Situation situation);
  void forget_plan() noexcept { plan_.reset(); }

  [[nodiscard]] const Plan& plan() const noexcept { return *plan_; }
  [[nodiscard]] Plan& plan() noexcept { return *plan_; }
  /// Which of the plan's comes next; null if none.
  [[nodiscard]] const Segment* segment() const noexcept;
  [[nodiscard]] bool is_last_segment() const noexcept { return next_segment_ + 1 == plan_->segments.size(); }
  [[nodiscard]] bool holds(const Step& step) const noexcept;
  /// Its place in the plan.
  [[nodiscard]] std::size_t index_of(const Step& step) const noexcept {
    return static_cast<std::size_t>(&step - plan_->steps.data());
  }
  /// "rung main 17/48".
  [[nodiscard]] std::string progress(const Step& step) const;

  /// Puts right what a run that died left in the version row, in the open transaction. False if nothing.
  bool put_leftovers_right();
  /// The steps of the next segment are in the database.
  void note_committed();
  /// Goes on behind that segment. False if there is nothing more to do.
  bool advance() noexcept;

  /// Of a step outside a transaction, until it is recorded as ended; then nothing.
  void set_half_done(std::optional<CatalogState> state) { half_done_ = state; }
  [[nodiscard]] bool has_committed() const noexcept { return half_done_ || !committed_steps_.empty(); }
  [[nodiscard]] CatalogState state() const;
  [[nodiscard]] FailedStep describe(const Step& step, const StepFailure& failure) const;
  [[nodiscard]] Outcome outcome(std::chrono::milliseconds waited) const;

 private:
  Ledger* ledger_;
  Journal journal_;
  RunRequest request_;
  std::optional<Plan> plan_;
  std::size_t next_segment_ = 0;
  std::vector<Version> committed_steps_;
  std::optional<CatalogState> half_done_;
  Outcome outcome_;
};

}  // namespace rung
