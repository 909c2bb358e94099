#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <rung/check.hpp>
#include <rung/error.hpp>
#include <rung/testing/symmetry.hpp>

#include "testing/climber.hpp"
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
  Walk(const MigrationSet& set, ThrowawayDatabase& database, const SymmetryOptions& options)
      : options_(&options),
        range_(range_of(set, options)),
        climber_(set, database, options),
        unused_(accepted_within(range_)) {
    for (const SkippedStep& step : options.skip) require_known(set, step.version, "a step to be skipped");
    for (const AcceptedFinding& finding : options.accept)
      require_known(set, finding.version, "a finding to be accepted");
  }

  SymmetryReport run() {
    climber_.climb_to(range_.first);
    schema_ = climber_.schema();
    std::vector<UnfilledTable> unfilled = fill();
    for (std::size_t i = range_.first; i < range_.end; ++i) {
      SymmetryStep& step = report_.steps.emplace_back();
      step.version = climber_.set()[i].version();
      step.name = climber_.set()[i].name();
      tell_unfilled(unfilled);
      place_ = i;
      const StepCheck::End end = look_at(climber_.set()[i]);
      const bool goes_on = end == StepCheck::End::above || starts_over(i + 1);
      if (goes_on) tell_unfilled(unfilled = fill());
      if (has_open_finding(step)) step.result = SymmetryStep::Result::asymmetric;
      if (options_->progress) options_->progress(step, i - range_.first + 1, range_.end - range_.first);
      if (goes_on) continue;
      end_early(i);
      break;
    }
    for (const AcceptedFinding* const finding : unused_) {
      report_.notes.push_back(fmt::format("nothing had to be accepted of migration {} as '{}'",
                                          to_string(finding->version), finding->name));
    }
    return std::move(report_);
  }

 private:
  /// Without the rows that are generated below: an up that they were in the way of may be climbed without
  /// them.
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

  StepCheck::End look_at(MigrationView migration) {
    SymmetryStep& step = report_.steps.back();
    if (const SkippedStep* const skipped = find_skipped(step.version)) {
      step.reason = skipped->reason;
      return climb(SymmetryStep::Result::skipped);
    }
    if (migration.reversible()) return walk();
    step.reason = migration.action(Direction::down).word;
    return climb(SymmetryStep::Result::irreversible);
  }

  /// Up only; without generated rows, if they are in its way.
  StepCheck::End climb(SymmetryStep::Result result) {
    report_.steps.back().result = result;
    rows_.reset();
    const auto up = [this] { climber_.up(); };
    const auto among_rows = [](const std::string&, const std::string&) { return false; };
    if (move_or_tell(up, "up", "the up", among_rows) == Moved::no) {
      climber_.start_over(place_);
      if (move_or_tell(up, "up", "the up", take()) == Moved::no) return StepCheck::End::below;
    }
    schema_ = climber_.schema();
    return StepCheck::End::above;
  }

  StepCheck::End walk() {
    Sight before{schema_, rows_ ? std::move(*rows_) : climber_.rows(schema_)};
    std::string refusal;
    const auto among_rows = [&refusal](const std::string&, std::string sentence) {
      refusal = std::move(sentence);
      return false;
    };
    const auto up = [this] { climber_.up(); };
    if (move_or_tell(up, "up", "its up", among_rows) == Moved::no) {
      const StepCheck::End end = bring_rows_from_above(refusal);
      if (end != StepCheck::End::above) return end;
      before = climber_.look();
      if (move_or_tell(up, "second up", "the second up, behind the down,", take()) == Moved::no)
        return StepCheck::End::below;
    }
    StepCheck check(climber_, before, options_->column_order, take());
    const StepCheck::End end = check.run();
    if (end != StepCheck::End::below) schema_ = check.schema();
    rows_ = check.take_rows();
    return end;
  }

  /// For an up that some generated row was in the way of, since it makes a schema narrower: in a fresh
  /// database rows are written above it, and the down takes those along that it has room for.
  StepCheck::End bring_rows_from_above(const std::string& refusal) {
    climber_.start_over(place_);
    if (move_or_tell([this] { climber_.up(); }, "up", "the up", take()) == Moved::no)
      return StepCheck::End::below;
    (void)climber_.generate_rows(climber_.schema());
    if (move_or_tell([this] { climber_.down(); }, "down", "the down", take()) == Moved::no)
      return StepCheck::End::astray;
    climber_.distrust_last_rows();
    bool is_same = true;
    const TakeFinding tell = take();
    for (const SchemaDifference& difference : diff(schema_, climber_.schema(), options_->column_order))
      is_same = tell(name_of(difference), "behind the down, " + to_string(difference)) && is_same;
    if (!is_same) return StepCheck::End::astray;
    report_.notes.push_back(
        fmt::format("migration {} was looked at among rows that were written behind its up, since {}",
                    to_string(report_.steps.back().version), refusal));
    return StepCheck::End::above;
  }

  TakeFinding take() {
    return [this](std::string name, std::string sentence) {
      SymmetryStep& step = report_.steps.back();
      SymmetryFinding finding{std::move(name), std::move(sentence), {}};
      const auto accepted = std::find_if(
          options_->accept.begin(), options_->accept.end(), [&](const AcceptedFinding& accepted) {
            return accepted.version == step.version && accepted.name == finding.name;
          });
      if (accepted != options_->accept.end()) {
        finding.accepted = accepted->reason;
        unused_.erase(&*accepted);
      }
      step.findings.push_back(std::move(finding));
      return accepted != options_->accept.end();
    };
  }

  /// Each table once.
  void tell_unfilled(const std::vector<UnfilledTable>& tables) {
    for (const UnfilledTable& table : tables) {
      const bool may_be_empty =
          std::any_of(options_->leave_empty.begin(), options_->leave_empty.end(),
                      [&table](const EmptyTable& empty) { return empty.name == table.table; });
      if (may_be_empty || !told_unfilled_.insert(table.table).second) continue;
      take()("no rows in " + table.table,
             fmt::format("table {} could not be filled, so nothing is proved for its rows: {}. Give it rows "
                         "(SymmetryOptions::seeds), or say why it may be empty (leave_empty)",
                         table.table, table.why));
    }
  }

  void end_early(std::size_t last) {
    if (last + 1 == range_.end) return;
    report_.notes.push_back(
        fmt::format("the walk ended at migration {}, which cannot be climbed; {} above it "
                    "{} not looked at",
                    to_string(climber_.set()[last].version()), range_.end - last - 1,
                    last + 2 == range_.end ? "was" : "were"));
  }

  [[nodiscard]] const SkippedStep* find_skipped(Version version) const {
    const auto found = std::find_if(options_->skip.begin(), options_->skip.end(),
                                    [version](const SkippedStep& step) { return step.version == version; });
    return found == options_->skip.end() ? nullptr : &*found;
  }

  static bool has_open_finding(const SymmetryStep& step) {
    return std::any_of(step.findings.begin(), step.findings.end(),
                       [](const SymmetryFinding& finding) { return finding.accepted.empty(); });
  }

  [[nodiscard]] std::set<const AcceptedFinding*> accepted_within(Range range) const {
    std::set<const AcceptedFinding*> accepted;
    for (const AcceptedFinding& finding : options_->accept) {
      const std::size_t count = climber_.set().count_up_to(finding.version);
      if (count > range.first && count <= range.end) accepted.insert(&finding);
    }
    return accepted;
  }

  const SymmetryOptions* options_;
  Range range_;
  Climber climber_;
  std::set<const AcceptedFinding*> unused_;
  std::set<std::string> told_unfilled_;
  std::size_t place_ = 0;         ///< Of the migration that is looked at.
  Schema schema_;                 ///< Where the climber stands.
  std::optional<RowImage> rows_;  ///< The same; nothing if they are not known.
  SymmetryReport report_;
};

bool is_within(const MigrationSet& set, Version version, Range range) {
  const std::size_t count = set.count_up_to(version);
  return count > range.first && count <= range.end;
}

}  // namespace

SymmetryReport check_symmetry(const MigrationSet& set, ThrowawayDatabase& database,
                              const SymmetryOptions& options) {
  require_base(set, database.database());
  SymmetryReport report = Walk(set, database, options).run();
  const auto initial = set.initial_version();
  if (initial && is_within(set, *initial, range_of(set, options)))
    report.initial_script = compare_initial_script(set, database, options.column_order);
  return report;
}

SymmetryReport check_symmetry(const MigrationSet& set, ThrowawayDatabase&& database,
                              const SymmetryOptions& options) {
  ThrowawayDatabase scratch = std::move(database);
  return check_symmetry(set, scratch, options);
}

}  // namespace rung::testing
