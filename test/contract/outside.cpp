#include <fmt/format.h>

#include "contract/place.hpp"
#include "contract/sets.hpp"
#include "support/sudden_death.hpp"

using namespace rung;
using namespace rung::test;
using Catch::Contains;
using Strings = std::vector<std::string>;

namespace {

/// 5 wrapped, 6 outside a transaction, 7 wrapped; 7 has a higher floor than the others.
MigrationSet with_outside_6(const std::string& script_of_6) {
  return {tables(5, 5) + script(6, script_of_6, "", Transaction::none) + tables(7, 7)};
}

}  // namespace

TEST_CASE("a step outside a transaction stands in a segment by itself", "[outside]") {
  RUNG_FOR_EACH_BACKEND(place);
  const MigrationSet set = with_outside_6(place.database().outside_script());
  const Plan plan = place.plan_upgrade(set);
  REQUIRE(plan.segments.size() == 3);
  CHECK(plan.segments[1].transaction == Transaction::none);

  CHECK(place.upgrade(set).steps == 3);
  CHECK(place.steps() == Strings{"up 5 done", "up 6 done", "up 7 done"});
  CHECK(place.check(set).standing == Standing::current);
  CHECK(place.verify(set).empty());
}

TEST_CASE("a failure outside a transaction is continued at the statement that failed",
          "[outside][semantics-e]") {
  RUNG_FOR_EACH_BACKEND(place);
  const MigrationSet failing = with_outside_6(place.database().failing_outside_script());
  const auto error = thrown<ExecutionError>([&] { place.upgrade(failing); });

  CHECK(error.step().version == Version{6});
  CHECK(error.step().statement == 2);
  CHECK(error.step().done == std::vector<Version>{5});
  CHECK(error.step().not_reached == std::vector<Version>{7});
  CHECK(error.database_state().kind() == CatalogState::Kind::partly_applied);
  CHECK(error.database_state().version() == Version{5});
  CHECK(error.database_state().step() == Version{6});
  CHECK(error.database_state().statements_done() == 1);
  CHECK(error.database_state().statements_total() == 2);

  const Status status = place.check(failing);
  CHECK(status.version == Version{5});
  CHECK(status.standing == Standing::interrupted);
  CHECK(status.floor >= Version{6});
  const LedgerEntry row = place.history().back();
  CHECK(row.version == Version{6});
  CHECK(row.outcome == StepOutcome::failed);
  CHECK(row.statements_done == 1);
  CHECK(row.statements_total == 2);
  CHECK(row.cursor.size() == Checksum::length);
  CHECK_FALSE(row.error.empty());

  SECTION("the mended statement is executed, the one before it is not executed again") {
    const MigrationSet mended = with_outside_6(place.database().outside_script());
    place.execute(place.database().undo_of_outside_script());
    CHECK(place.upgrade(mended).steps == 2);
    CHECK(place.check(mended).standing == Standing::current);
    Place undisturbed(rung_backend);
    undisturbed.upgrade(mended);
    CHECK(place.image() != undisturbed.image());
    undisturbed.execute(place.database().undo_of_outside_script());
    CHECK(place.image() == undisturbed.image());
  }
  SECTION("the same statement fails again") {
    const auto again = thrown<ExecutionError>([&] { place.upgrade(failing); });
    CHECK(again.step().statement == 2);
    CHECK(again.database_state().statements_done() == 1);
    CHECK(place.upgrade(with_outside_6(place.database().outside_script())).steps == 2);
  }
  SECTION("nothing continues behind a text that was edited before the cursor") {
    const MigrationSet edited = with_outside_6(place.database().edited_outside_script());
    const auto refused = thrown<LedgerError>([&] { place.upgrade(edited); });
    CHECK(refused.kind() == LedgerError::Kind::interrupted);
    CHECK(refused.database_state().kind() == CatalogState::Kind::partly_applied);
    CHECK_THAT(refused.what(), Contains("repair --accept 6"));
    CHECK_FALSE(place.repair(edited, {6}).empty());
    CHECK(place.upgrade(edited).steps == 2);
    CHECK(place.check(edited).standing == Standing::current);
  }
  SECTION("every step down is refused until then") {
    const auto refused = thrown<LedgerError>([&] {
      DowngradeOptions options;
      options.from = StartingPoint::any_known;
      place.downgrade(failing, Target::base(), options);
    });
    CHECK(refused.kind() == LedgerError::Kind::interrupted);
    CHECK_THAT(refused.what(), Contains("`upgrade`"));
    CHECK(thrown<LedgerError>([&] { place.redo(failing, 1); }).kind() == LedgerError::Kind::interrupted);
  }
  SECTION("verify finds it") { CHECK(place.verify(failing).size() == 1); }
}

TEST_CASE("the floor of a failed run counts the half-done step, and not the one behind it",
          "[outside][semantics-e]") {
  RUNG_FOR_EACH_BACKEND(place);
  CHECK_THROWS_AS(place.upgrade(with_outside_6(place.database().failing_outside_script())), ExecutionError);
  CHECK(place.check({}).floor == Version{6});
}

TEST_CASE("a step outside a transaction whose first statement fails did nothing", "[outside]") {
  RUNG_FOR_EACH_BACKEND(place);
  const std::string failing = place.database().failing_outside_script();
  const MigrationSet set = with_outside_6(failing.substr(failing.find(';') + 1));
  const auto error = thrown<ExecutionError>([&] { place.upgrade(set); });
  CHECK(error.database_state().kind() == CatalogState::Kind::at_version);
  CHECK(error.database_state().version() == Version{5});
  CHECK(place.check(set).standing == Standing::behind);
  CHECK(place.check(set).floor == Version{5});
  CHECK(place.upgrade(with_outside_6(place.database().outside_script())).steps == 2);
}

TEST_CASE("a step outside a transaction that was cut off is taken over by the next run", "[outside]") {
  RUNG_FOR_EACH_BACKEND(place);
  const MigrationSet set = with_outside_6(place.database().outside_script());
  REQUIRE(place.dies([&] {
    DiesAtStep observer(3);
    UpgradeOptions options;
    options.observer = &observer;
    place.upgrade(set, options);
  }));
  CHECK(place.check(set).standing == Standing::migrating);
  CHECK(place.check(set).floor == Version{7});
  CHECK(place.upgrade(set).steps == 1);
  CHECK(place.steps() == Strings{"up 5 done", "up 6 done", "up 7 done"});
  CHECK(place.check(set).standing == Standing::current);
}

TEST_CASE("a run that died is tidied up by one that has nothing to do", "[outside]") {
  RUNG_FOR_EACH_BACKEND(place);
  const MigrationSet set{tables(1, 4)};
  REQUIRE(place.dies([&] {
    DiesAtStep observer(4);
    UpgradeOptions options;
    options.grouping = Grouping::step;
    options.observer = &observer;
    place.upgrade(set, options);
  }));
  CHECK(place.upgrade({tables(1, 3)}).steps == 0);
  CHECK(place.check({tables(1, 3)}).standing == Standing::current);
  CHECK(place.check({tables(1, 3)}).floor == Version{3});
}
