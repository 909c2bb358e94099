#include "testing/step_check.hpp"

#include <utility>

#include <fmt/format.h>

#include <rung/error.hpp>

#include "testing/row_diff.hpp"

namespace rung::testing {
namespace {

/// What the database said, without what only matters to a real one: its state, and the way on.
std::string cause_of(const ExecutionError& error) {
  const FailedStep& step = error.step();
  if (step.statement == 0) return step.cause;
  std::string place = fmt::format("statement {} of {}", step.statement, step.statement_count);
  if (!step.file.empty() && step.line != 0) place += fmt::format(" ({}:{})", step.file, step.line);
  return fmt::format("{}: {}", place, step.cause);
}

}  // namespace

Moved move_or_tell(const std::function<void()>& move, const char* name, const std::string& what,
                   const TakeFinding& take) {
  try {
    move();
    return Moved::yes;
  } catch (const ExecutionError& error) {
    take(name, fmt::format("{} fails: {}", what, cause_of(error)));
  } catch (const PlanError& error) {
    // That is wrong with the whole set.
    if (error.kind() == PlanError::Kind::other_dialect) throw;
    take(name, fmt::format("{} is refused: {}", what, error.what()));
  }
  return Moved::no;
}

StepCheck::Same StepCheck::compare(const char* when, const Sight& wanted, const Sight& found) {
  Same same = Same::yes;
  const auto tell = [&](std::string name, const std::string& sentence) {
    if (told_.insert(name).second && !take_(std::move(name), fmt::format("{}, {}", when, sentence)))
      same = Same::no;
  };
  for (const SchemaDifference& difference : diff(wanted.schema, found.schema, order_))
    tell(name_of(difference), to_string(difference));
  for (const RowDifference& difference : diff(wanted.rows, found.rows, before_->rows))
    tell(name_of(difference), difference.sentence);
  return same;
}

StepCheck::End StepCheck::run() {
  const auto up = [this] { climber_->up(); };
  after_ = climber_->look();
  const auto down = [this] { climber_->down(); };
  if (move_or_tell(down, "down", "the down", take_) == Moved::no) return End::astray;
  // What the second up makes of something else than the first would only tell the same mistake again.
  if (compare("behind the down", *before_, climber_->look()) == Same::no) return End::astray;
  if (move_or_tell(up, "second up", "the second up, behind the down,", take_) == Moved::no)
    return End::astray;
  const Sight first = std::exchange(after_, climber_->look());
  if (compare("behind the second up", first, after_) == Same::no) return End::astray;
  return go_round_with_new_rows();
}

StepCheck::End StepCheck::go_round_with_new_rows() {
  // Without new rows it would be the same way once more.
  if (climber_->generate_rows(after_.schema).rows == FillOutcome::Rows::as_before) {
    rows_ = std::move(after_.rows);
    return End::above;
  }
  climber_->distrust_last_rows();
  const auto down = [this] { climber_->down(); };
  if (move_or_tell(down, "down with new rows", "the down, with rows that were written behind the up,",
                   take_) == Moved::no)
    return End::astray;
  const auto up = [this] { climber_->up(); };
  return move_or_tell(up, "up with new rows", "the up behind that down", take_) == Moved::yes ? End::above
                                                                                              : End::astray;
}

}  // namespace rung::testing
