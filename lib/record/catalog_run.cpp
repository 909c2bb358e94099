#include "record/catalog_run.hpp"

#include <functional>
#include <utility>

#include <fmt/format.h>

namespace rung {

RunInfo CatalogRun::info() const {
  const RunIdentity& identity = journal_.identity();
  return {identity.id, ledger_->catalog(), identity.program.name, identity.program.release};
}

bool CatalogRun::has_nothing_left(const VersionRow& row) {
  if (!request_.nothing_left(row)) return false;
  if (committed_steps_.empty()) outcome_.from = row.head;
  outcome_.to = row.head;
  return true;
}

bool CatalogRun::is_as_planned(const VersionRow& row) const {
  const VersionRow& expected = journal_.committed();
  return plan_ && row.head == expected.head && row.chain == expected.chain && row.run == expected.run;
}

void CatalogRun::make_plan(const Situation& situation) {
  const VersionRow& row = situation.row;
  if (!situation.is_consistent()) {
    throw LedgerError(
        LedgerError::Kind::interrupted,
        "the version row of the ledger says " + to_string(row.head) + ", and its history says " +
            to_string(situation.history.head()) +
            " or another text: was the ledger edited by hand? Nothing was touched. `verify` shows the "
            "difference, `repair` puts the row right from the history");
  }
  plan_ = request_.make_plan(situation);
}

void CatalogRun::begin(Situation situation) {
  next_segment_ = 0;
  if (committed_steps_.empty()) outcome_.from = situation.row.head;
  outcome_.to = plan_->to;
  outcome_.warnings = plan_->warnings;
  std::vector<Mark> marks = request_.marks(situation.row, *plan_);
  journal_.begin(std::move(situation), *plan_, std::move(marks));
}

const Segment* CatalogRun::segment() const noexcept {
  return plan_ && next_segment_ < plan_->segments.size() ? &plan_->segments[next_segment_] : nullptr;
}

bool CatalogRun::holds(const Step& step) const noexcept {
  if (!plan_ || plan_->steps.empty()) return false;
  // Pointers into different arrays are ordered by std::less only ([comparisons.general]).
  const std::less<> before;
  return !before(&step, &plan_->steps.front()) && !before(&plan_->steps.back(), &step);
}

std::string CatalogRun::progress(const Step& step) const {
  return fmt::format("rung {} {}/{}", ledger_->catalog(), index_of(step) + 1, plan_->steps.size());
}

bool CatalogRun::put_leftovers_right() {
  if (!journal_.has_leftovers()) return false;
  journal_.close_leftover();
  journal_.write_at_end();
  return true;
}

void CatalogRun::note_committed() {
  const Segment* const done = segment();
  if (done == nullptr) return;
  for (std::size_t i = done->first; i < done->first + done->count; ++i)
    committed_steps_.push_back(plan_->steps[i].version);
  outcome_.steps += done->count;
}

bool CatalogRun::advance() noexcept {
  if (!plan_) return true;
  if (segment() != nullptr) ++next_segment_;
  return segment() != nullptr;
}

CatalogState CatalogRun::state() const {
  if (half_done_) return *half_done_;
  return committed_steps_.empty() ? CatalogState::untouched()
                                  : CatalogState::at_version(journal_.committed().head);
}

FailedStep CatalogRun::describe(const Step& step, const StepFailure& failure) const {
  FailedStep failed;
  failed.catalog = ledger_->catalog();
  failed.version = step.version;
  failed.name = step.name;
  failed.direction = step.direction;
  failed.statement = failure.statement;
  failed.statement_count = step.statements;
  failed.line = failure.line;
  failed.code = failure.code;
  failed.cause = failure.cause;
  failed.done = committed_steps_;
  const bool is_script = step.is_initial_script() || step.action->kind == embedded::ActionKind::script;
  failed.file = is_script ? script_of(*plan_, step).file : step.action->script.file;
  for (std::size_t i = segment()->first; i < plan_->steps.size(); ++i) {
    if (&plan_->steps[i] != &step) failed.not_reached.push_back(plan_->steps[i].version);
  }
  return failed;
}

Outcome CatalogRun::outcome(std::chrono::milliseconds waited) const {
  Outcome outcome = outcome_;
  outcome.state = state();
  outcome.waited = waited;
  return outcome;
}

}  // namespace rung
