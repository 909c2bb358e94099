#include "decision/step_making.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <rung/error.hpp>

namespace rung {
namespace {

std::vector<Version> ascending(std::vector<Version> versions) {
  std::sort(versions.begin(), versions.end());
  return versions;
}

}  // namespace

using embedded::ActionKind;

void StepMaker::survey(Step& step, const embedded::Script& script) {
  const text::Survey survey = surveys_->of(script);
  step.transaction = script.transaction;
  step.statements = survey.statements;
  step.traits = survey.traits;
  for (const text::Finding& finding : survey.findings) {
    if (forbidden_.empty() || forbidden_.back() != step.version) forbidden_.push_back(step.version);
    const std::string place =
        script.file.empty()
            ? fmt::format("{} '{}', line {}", to_string(step.version), step.name, finding.line)
            : fmt::format("{}:{}:{}", script.file, finding.line, finding.column);
    forbidden_text_ += fmt::format("\n  {}: {}", place, finding.message);
  }
}

Step StepMaker::make(MigrationView migration, Direction direction) {
  const embedded::Action& action = migration.action(direction);
  Step step;
  step.version = migration.version();
  step.name = migration.name();
  step.direction = direction;
  step.checksum = migration.checksum();
  step.action = &action;
  switch (action.kind) {
    case ActionKind::script:
      survey(step, action.script);
      break;
    case ActionKind::routine:
      step.transaction = action.script.transaction;
      step.statements = 1;
      step.traits = embedded::changes_settings;
      if (set_->routine(action.word) == nullptr) {
        unbound_.push_back(step.version);
        unbound_text_ += fmt::format("\n  {} '{}' needs the routine '{}'", to_string(step.version), step.name,
                                     action.word);
      }
      break;
    case ActionKind::irreversible:
      irreversible_.push_back(step.version);
      irreversible_text_ += fmt::format("\n  {} '{}': {}", to_string(step.version), step.name, action.word);
      break;
  }
  return step;
}

Step StepMaker::make_initial() {
  Step step;
  step.version = *set_->initial_version();
  step.name = "initial";
  survey(step, set_->initial_script());
  for (std::size_t i = 0, end = set_->count_up_to(step.version); i < end; ++i)
    step.covers.push_back((*set_)[i].version());
  return step;
}

void StepMaker::refuse_what_is_forbidden() const {
  if (!irreversible_.empty()) {
    throw PlanError(
        PlanError::Kind::irreversible, ascending(irreversible_),
        fmt::format(
            "the way down leads through steps that have no way back:{}\nNothing was touched. Choose a "
            "target that is not below version {}, or restore a copy of the database that was made "
            "before",
            irreversible_text_, to_string(irreversible_.front())));
  }
  if (!unbound_.empty()) {
    throw PlanError(
        PlanError::Kind::unbound_routine, ascending(unbound_),
        fmt::format(
            "these steps are written in C++, and this program has no function for them:{}\nNothing was "
            "touched. Run them with the program that the migrations belong to, or bind the function "
            "with MigrationSet::bind",
            unbound_text_));
  }
  if (!forbidden_.empty()) {
    throw PlanError(
        PlanError::Kind::forbidden_statement, ascending(forbidden_),
        fmt::format("these statements cannot be executed where they stand:{}\nNothing was touched",
                    forbidden_text_));
  }
}

}  // namespace rung
