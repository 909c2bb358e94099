#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <rung/check.hpp>
#include <rung/error.hpp>
#include <rung/testing/symmetry.hpp>

#include "testing/climber.hpp"
#include "testing/findings.hpp"
#include "testing/initial_script.hpp"
#include "testing/step_check.hpp"

namespace rung::testing {
namespace {

/// The migrations that are looked at: their places in the set, the last one excluded.
struct Range {
  std::size_t first = 0;
  std::size_t end = 0;
};

Range range_of(const MigrationSet& set, const SymmetryOptions& options) {
  Range range{0, options.to ? set.count_up_to(*options.to) : set.size()};
  if (options.from) {
    const std::size_t count = set.count_up_to(*options.from);
    range.first = set.find(*options.from) ? count - 1 : count;
  }
  if (range.first < range.end || set.empty()) return range;
  const std::string wanted =
      options.from && options.from == options.to
          ? to_string(*options.from)
          : fmt::format("from {} to {}", options.from ? to_string(*options.from) : "its first",
                        options.to ? to_string(*options.to) : "its newest");
  throw PlanError(PlanError::Kind::unknown_target, {},
                  fmt::format("this set has no migration {}; it goes from {} to {}. Nothing was touched",
                              wanted, to_string(set[0].version()), to_string(set.newest())));
}

void require_known(const MigrationSet& set, Version version, const char* what) {
  if (set.find(version)) return;
  throw SourceError(
      fmt::format("{} names migration {}, which this set does not have", what, to_string(version)));
}

/// A walk begins at base. What is there beside the catalog is the caller's: he may have prepared something.
void require_base(const MigrationSet& set, Database& database) {
  const Status status = check(database, set);
  if (status.version.is_base()) return;
  throw PlanError(
      PlanError::Kind::not_empty, {},
      fmt::format("the scratch database is at {} already. Nothing was touched. Give the walk a fresh one",
                  to_string(status.version)));
}

/// One walk over a set.
class Walk {
 public:
  /// The range is not empty.
  Walk(const MigrationSet& set, Range range, ThrowawayDatabase& database, const SymmetryOptions& options)
      : options_(&options),
        range_(range),
        climber_(set, database, options),
        findings_(options, set[range.first].version(), set[range.end - 1].version()) {}

  SymmetryReport run() {
    climber_.climb_to(range_.first);
    schema_ = climber_.schema();
    std::vector<UnfilledTable> unfilled = fill();
    for (place_ = range_.first; place_ < range_.end; ++place_) {
      findings_.begin(climber_.set()[place_]);
      findings_.tell_unfilled(unfilled);
      const bool goes_on = look() == StepCheck::End::above || starts_over(place_ + 1);
      if (goes_on) findings_.tell_unfilled(unfilled = fill());
      const SymmetryStep& step = findings_.end();
      if (options_->progress) options_->progress(step, place_ - range_.first + 1, range_.end - range_.first);
      if (goes_on) continue;
      end_early();
      break;
    }
    return findings_.report();
  }

 private:
  StepCheck::End look() {
    const MigrationView migration = climber_.set()[place_];
    SymmetryStep& step = findings_.step();
    if (const SkippedStep* const skipped = find_skipped(step.version)) {
      step.result = SymmetryStep::Result::skipped;
      step.reason = skipped->reason;
      return climb();
    }
    if (migration.reversible()) return walk();
    step.result = SymmetryStep::Result::irreversible;
    step.reason = migration.action(Direction::down).word;
    return climb();
  }

  /// Up only; without generated rows, if they are in its way.
  StepCheck::End climb() {
    const std::string refusal = try_up();
    if (!refusal.empty()) {
      const StepCheck::End end = climb_without_rows(refusal);
      if (end != StepCheck::End::above) return end;
    }
    schema_ = climber_.schema();
    rows_.reset();
    return StepCheck::End::above;
  }

  StepCheck::End walk() {
    Sight before{schema_, rows_ ? std::move(*rows_) : climber_.rows(schema_)};
    const std::string refusal = try_up();
    if (!refusal.empty()) {
      const StepCheck::End end = bring_rows_from_above(refusal);
      if (end != StepCheck::End::above) return end;
      before = climber_.look();
      if (moves([this] { climber_.up(); }, "second up", "the second up, behind the down,") == Moved::no)
        return StepCheck::End::astray;
    }
    StepCheck check(climber_, before, options_->column_order, findings_.taker());
    const StepCheck::End end = check.run();
    schema_ = check.schema();
    rows_ = check.take_rows();
    return end;
  }

  /// Empty, or why the migration cannot be climbed among these rows.
  std::string try_up() {
    std::string refusal;
    move_or_tell([this] { climber_.up(); }, "up", "its up",
                 [&refusal](const std::string&, std::string sentence) {
                   refusal = std::move(sentence);
                   return false;
                 });
    return refusal;
  }

  Moved moves(const std::function<void()>& move, const char* name, const std::string& what) {
    return move_or_tell(move, name, what, findings_.taker());
  }

  StepCheck::End climb_without_rows(const std::string& refusal) {
    if (!starts_over(place_)) {
      findings_.take("up", refusal);
      return StepCheck::End::astray;
    }
    return moves([this] { climber_.up(); }, "up", "the up") == Moved::yes ? StepCheck::End::above
                                                                          : StepCheck::End::astray;
  }

  /// For an up that some generated row was in the way of, since it makes a schema narrower: in a fresh
  /// database rows are written above it, and the down takes those along that it has room for.
  StepCheck::End bring_rows_from_above(const std::string& refusal) {
    const StepCheck::End end = climb_without_rows(refusal);
    if (end != StepCheck::End::above) return end;
    (void)climber_.generate_rows(climber_.schema());
    if (moves([this] { climber_.down(); }, "down", "the down") == Moved::no) return StepCheck::End::astray;
    climber_.distrust_last_rows();
    bool is_same = true;
    for (const SchemaDifference& difference : diff(schema_, climber_.schema(), options_->column_order))
      is_same = findings_.take(name_of(difference), "behind the down, " + to_string(difference)) && is_same;
    if (!is_same) return StepCheck::End::astray;
    findings_.note(
        fmt::format("migration {} was looked at among rows that were written behind its up, since {}",
                    to_string(findings_.step().version), refusal));
    return StepCheck::End::above;
  }

  /// In a fresh database, without the rows that are generated below.
  bool starts_over(std::size_t count) {
    try {
      climber_.start_over(count);
    } catch (const ExecutionError&) {
      return false;
    } catch (const PlanError&) {
      return false;
    }
    schema_ = climber_.schema();
    rows_.reset();
    return true;
  }

  std::vector<UnfilledTable> fill() {
    FillOutcome outcome = climber_.fill(schema_);
    if (outcome.rows == FillOutcome::Rows::added) rows_.reset();
    return std::move(outcome.unfilled);
  }

  void end_early() {
    const std::size_t above = range_.end - place_ - 1;
    if (above == 0) return;
    findings_.note(
        fmt::format("the walk ended at migration {}, which cannot be climbed; {} above it {} not looked at",
                    to_string(findings_.step().version), above, above == 1 ? "was" : "were"));
  }

  [[nodiscard]] const SkippedStep* find_skipped(Version version) const {
    const auto found = std::find_if(options_->skip.begin(), options_->skip.end(),
                                    [version](const SkippedStep& step) { return step.version == version; });
    return found == options_->skip.end() ? nullptr : &*found;
  }

  const SymmetryOptions* options_;
  Range range_;
  Climber climber_;
  Findings findings_;
  std::size_t place_ = 0;         ///< Of the migration that is looked at.
  Schema schema_;                 ///< Where the climber stands.
  std::optional<RowImage> rows_;  ///< The same; nothing if they are not known.
};

bool is_within(const MigrationSet& set, Version version, Range range) {
  const std::size_t count = set.count_up_to(version);
  return count > range.first && count <= range.end;
}

}  // namespace

SymmetryReport check_symmetry(const MigrationSet& set, ThrowawayDatabase& database,
                              const SymmetryOptions& options) {
  require_base(set, database.database());
  for (const SkippedStep& step : options.skip) require_known(set, step.version, "a step to be skipped");
  for (const AcceptedFinding& finding : options.accept)
    require_known(set, finding.version, "a finding to be accepted");
  const Range range = range_of(set, options);
  if (range.first == range.end) return {};
  SymmetryReport report = Walk(set, range, database, options).run();
  const auto initial = set.initial_version();
  if (initial && is_within(set, *initial, range))
    report.initial_script = compare_initial_script(set, database, options.column_order);
  return report;
}

SymmetryReport check_symmetry(const MigrationSet& set, ThrowawayDatabase&& database,
                              const SymmetryOptions& options) {
  ThrowawayDatabase scratch = std::move(database);
  return check_symmetry(set, scratch, options);
}

}  // namespace rung::testing
