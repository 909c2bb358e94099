#pragma once

#include <string>
#include <vector>

#include <rung/plan.hpp>

#include "decision/surveys.hpp"

namespace rung {

/// Makes steps and collects what forbids them, so that a refusal names every culprit at once.
class StepMaker {
 public:
  StepMaker(const MigrationSet& set, Surveys& surveys) noexcept : set_(&set), surveys_(&surveys) {}

  /// The step, even if it cannot be executed: `refuse_what_is_forbidden` has the last word.
  Step make(MigrationView migration, Direction direction);
  /// The step of the set's initial script.
  Step make_initial();

  /// Throws PlanError if anything was found: irreversible downs first, then routines without a function, then
  /// statements that cannot stand where they stand.
  void refuse_what_is_forbidden() const;

 private:
  void survey(Step& step, const embedded::Script& script);

  const MigrationSet* set_;
  Surveys* surveys_;
  std::vector<Version> irreversible_;
  std::vector<Version> unbound_;
  std::vector<Version> forbidden_;
  std::string irreversible_text_;
  std::string unbound_text_;
  std::string forbidden_text_;
};

}  // namespace rung
