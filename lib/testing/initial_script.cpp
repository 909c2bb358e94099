#include "testing/initial_script.hpp"

#include <fmt/format.h>

#include <rung/upgrader.hpp>

#include "testing/climber.hpp"
#include "testing/step_check.hpp"

namespace rung::testing {
namespace {

void compare_row_counts(const RowImage& replayed, const RowImage& scripted, const TakeFinding& take) {
  for (const auto& [table, rows] : replayed) {
    const auto other = scripted.find(table);
    if (other == scripted.end() || other->second.rows.size() == rows.rows.size()) continue;
    take("rows of " + table, fmt::format("it puts {} rows into {}, where the migrations put {}",
                                         other->second.rows.size(), table, rows.rows.size()));
  }
}

}  // namespace

std::vector<SymmetryFinding> compare_initial_script(const MigrationSet& set,
                                                    const ThrowawayDatabase& database, ColumnOrder order) {
  std::vector<SymmetryFinding> findings;
  const TakeFinding take = [&findings](std::string name, std::string sentence) {
    findings.push_back({std::move(name), std::move(sentence), {}});
    return false;
  };
  const Version version = *set.initial_version();
  const SymmetryOptions nothing_by_hand;

  ThrowawayDatabase scripted_database = database.another();
  const auto run = [&] {
    UpgradeOptions options;
    options.existing_tables = ExistingTables::allow;
    (void)Upgrader(scripted_database.database(), set, options).run(Target::version(version));
  };
  if (move_or_tell(run, "initial script", "the initial script", take) == Moved::no) return findings;

  ThrowawayDatabase replayed_database = database.another();
  Climber replay(set, replayed_database, nothing_by_hand);
  replay.climb_to(set.count_up_to(version));
  const Sight replayed = replay.look();
  Climber script(set, scripted_database, nothing_by_hand);
  const Sight scripted = script.look();
  for (const SchemaDifference& difference : diff(replayed.schema, scripted.schema, order))
    take(name_of(difference), "behind it, " + to_string(difference));
  compare_row_counts(replayed.rows, scripted.rows, take);
  return findings;
}

}  // namespace rung::testing
