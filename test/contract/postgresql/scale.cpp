#include <cstdlib>

#include "contract/postgresql/server_place.hpp"
#include "contract/sets.hpp"

using namespace rung;
using namespace rung::test;
using Strings = std::vector<std::string>;

namespace {

/// More than the plan lets pass without a warning.
constexpr std::int64_t usual_steps = 1600;

std::int64_t step_count() {
  const char* const wanted = std::getenv("RUNG_TEST_STEPS");
  return wanted == nullptr ? usual_steps : std::atoll(wanted);
}

}  // namespace

TEST_CASE("thousands of migrations go up and down by the grouping that the plan's warning recommends",
          "[scale][semantics-q]") {
  RUNG_ON_POSTGRESQL(place);
  const std::int64_t count = step_count();
  const auto steps = static_cast<std::size_t>(count);
  const MigrationSet set{tables(1, count)};
  REQUIRE(place.plan_upgrade(set).warnings.size() == 1);
  UpgradeOptions up;
  up.grouping = Grouping::step;
  CHECK(place.upgrade(set, up).steps == steps);
  CHECK(place.check(set).standing == Standing::current);
  CHECK(place.verify(set).empty());

  DowngradeOptions down;
  down.grouping = Grouping::step;
  CHECK(place.downgrade(set, Target::base(), down).steps == steps);
  CHECK(place.rows("select count(*) from rung_ledger where outcome = 'done'") ==
        Strings{std::to_string(2 * count)});
  CHECK(place.rows("select count(*) from pg_tables where schemaname = 'public'") == Strings{"2"});
}
