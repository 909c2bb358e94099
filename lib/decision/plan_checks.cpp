#include "decision/plan_checks.hpp"

#include <fmt/format.h>

#include <rung/error.hpp>

#include "text/prefix_hash.hpp"

namespace rung {
namespace {

CatalogState state_of(const Question& question, const HalfDoneStep& half, std::uint64_t total) {
  return CatalogState::partly_applied(question.situation.history.head(), half.version, half.direction,
                                      half.statements_done, total);
}

[[noreturn]] void refuse_interrupted(const Question& question, const HalfDoneStep& half,
                                     const std::string& why) {
  const auto migration = question.set.find(half.version);
  std::uint64_t total = 0;
  if (migration && migration->action(half.direction).kind == embedded::ActionKind::script) {
    total = question.surveys.of(migration->action(half.direction).script).statements;
  }
  const CatalogState state = state_of(question, half, total);
  throw LedgerError(
      LedgerError::Kind::interrupted,
      fmt::format("an earlier run left a step outside a transaction half-done; the catalog is {}. {}",
                  to_string(state), why),
      state);
}

void require_dialect(const Question& question) {
  const Dialect of_set = question.set.dialect();
  const Dialect of_database = question.surveys.dialect();
  if (of_set == Dialect::any || of_set == of_database) return;
  throw PlanError(
      PlanError::Kind::other_dialect, {},
      fmt::format("these migrations are written for {}, and the database is {}. Nothing was touched",
                  to_string(of_set), to_string(of_database)));
}

}  // namespace

Plan begin_plan(const Question& question) {
  require_dialect(question);
  Plan plan;
  plan.catalog = question.catalog;
  plan.set = question.set;
  plan.from = plan.to = question.situation.history.head();
  return plan;
}

void require_no_half_done_step(const Question& question, Direction direction) {
  const auto& half = question.situation.history.half_done();
  if (!half || half->direction == direction) return;
  const std::string_view command = half->direction == Direction::up ? "upgrade" : "downgrade";
  refuse_interrupted(question, *half, fmt::format("It must be finished first: run `{}` again", command));
}

void resume_half_done_step(const Question& question, Plan& plan) {
  const auto& half = question.situation.history.half_done();
  if (!half) return;
  const bool is_first = !plan.empty() && plan.steps.front().version == half->version &&
                        plan.steps.front().direction == half->direction &&
                        !plan.steps.front().is_initial_script();
  if (is_first && plan.steps.front().action->kind == embedded::ActionKind::routine &&
      half->statements_done != 0) {
    refuse_interrupted(
        question, *half,
        fmt::format("Its routine ended the run's transaction, so it is not known what of it is in the "
                    "database. Look; and once it may be called again, run `repair --accept {}`",
                    to_string(half->version)));
  }
  if (!is_first) {
    refuse_interrupted(question, *half,
                       fmt::format("The way wanted does not begin with that step ({}): finish it first",
                                   to_string(half->version)));
  }
  if (half->statements_done == 0)
    return;  // Cut off in its first statement, perhaps, or accepted: again from its beginning.
  Step& step = plan.steps.front();
  const auto hash =
      text::hash_of_prefix(step.action->script, question.surveys.dialect(), half->statements_done);
  if (!hash || hash->digits() != half->cursor) {
    refuse_interrupted(
        question, *half,
        fmt::format("The text that took effect was edited since, so it cannot be continued by itself. Put "
                    "it back; or, if the first {} statements of the new text are done in the database, run "
                    "`repair --accept {}`",
                    half->statements_done, to_string(half->version)));
  }
  step.first_statement = half->statements_done + 1;
}

}  // namespace rung
