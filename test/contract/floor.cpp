#include <fmt/format.h>

#include "contract/place.hpp"
#include "contract/sets.hpp"

using namespace rung;
using namespace rung::test;
using Catch::Contains;

namespace {

/// v2.0, whose migrations above 30 leave everything that 25 needs.
MigrationSet careful_v2_0() {
  Migrations migrations = tables(1, 30);
  for (std::int64_t version = 31; version <= 40; ++version)
    migrations = migrations + readable_since(version, 25);
  return {migrations, {{"v1.4", 30}, {"v2.0", 40}}};
}

}  // namespace

TEST_CASE("the floor lets an older program work on a newer database", "[floor][semantics-c]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade(careful_v2_0(), as("v2.0"));
  place.downgrade(careful_v2_0(), Target::release("v1.4"), down_as("v2.0"));
  place.upgrade(careful_v2_0(), as("v2.0.1"));

  const Status old_program = place.check(v1_4(), as("v1.4"));
  CHECK(old_program.standing == Standing::ahead_compatible);
  CHECK(old_program.usable());
  CHECK(old_program.floor == Version{30});
  const auto before = place.steps();
  const Outcome outcome = place.upgrade(v1_4(), as("v1.4"));
  CHECK(outcome.steps == 0);
  CHECK(outcome.to == Version{40});
  CHECK(place.steps() == before);
  CHECK(place.check(careful_v2_0(), as("v2.0")).standing == Standing::current);
}

TEST_CASE("a usable but older program may be told no target of the past", "[floor]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade(careful_v2_0(), as("v2.0"));
  const PlanError error = refusal(place, [&] { place.upgrade(v1_4(), as("v1.4"), Target::version(30)); });
  CHECK(error.kind() == PlanError::Kind::wrong_direction);
  CHECK_THAT(error.what(), Contains("downgrade"));
}

TEST_CASE("a newer database that lacks a hotfix is diverged, whatever its floor", "[floor][semantics-d]") {
  RUNG_FOR_EACH_BACKEND(place);
  const MigrationSet hotfixed_v1_4{tables(1, 30) + tables(35, 35)};
  Migrations migrations = tables(1, 30);
  for (const std::int64_t version : {36, 37, 38, 39, 40})
    migrations = migrations + readable_since(version, 25);
  place.upgrade({migrations}, as("v2.0"));

  CHECK(place.check(hotfixed_v1_4, as("v1.4.1")).standing == Standing::diverged);
  const PlanError error = refusal(place, [&] { place.upgrade(hotfixed_v1_4, as("v1.4.1")); });
  CHECK(error.kind() == PlanError::Kind::diverged);
  CHECK(error.versions() == std::vector<Version>{35});
}

TEST_CASE("a newer database is refused, naming both versions, the release and the exact command", "[floor]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade(v2_0(), as("v2.0"));
  const std::string before = place.image();

  CHECK(place.check(v1_4(), as("v1.4")).standing == Standing::ahead);
  const auto error = thrown<NewerDatabase>([&] { place.upgrade(v1_4(), as("v1.4")); });
  CHECK(error.head() == Version{40});
  CHECK(error.floor() == Version{40});
  CHECK(error.newest() == Version{30});
  CHECK(error.written_by() == "v2.0");
  CHECK(error.database_state().kind() == CatalogState::Kind::untouched);
  CHECK_THAT(error.what(), Contains("version 40") && Contains("up to 30") && Contains("v2.0"));
  CHECK_THAT(error.what(), Contains("`downgrade --to v1.4`"));
  CHECK(place.image() == before);
}

TEST_CASE("the refusal of a newer database names the opt-out where its writer needs it", "[floor]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade(v2_0(), as("v2.0"), Target::version(35));
  const auto error = thrown<NewerDatabase>([&] { place.upgrade(v1_4(), as("v1.4")); });
  CHECK_THAT(error.what(), Contains("`downgrade --to v1.4 --from-any-known`"));

  DowngradeOptions options = down_as("v2.0");
  options.from = StartingPoint::any_known;
  CHECK(place.downgrade(v2_0(), Target::parse("v1.4"), options).steps == 5);
}

TEST_CASE("an older program cannot step a newer database down", "[floor]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade(v2_0(), as("v2.0"));
  const StartingPoint from = GENERATE(StartingPoint::newest_known, StartingPoint::any_known);
  DowngradeOptions options = down_as("v1.4");
  options.from = from;
  const auto error = thrown<NewerDatabase>([&] { place.downgrade(v1_4(), Target::version(20), options); });
  CHECK(error.head() == Version{40});
}

TEST_CASE("the floor is the greatest oldest reader of what is applied", "[floor]") {
  RUNG_FOR_EACH_BACKEND(place);
  const MigrationSet set{tables(1, 3) + readable_since(4, 2) + readable_since(5, 3)};
  place.upgrade(set, {}, Target::version(2));
  CHECK(place.check(set).floor == Version{2});
  place.upgrade(set);
  CHECK(place.check(set).floor == Version{3});
  place.downgrade(set, Target::version(1));
  CHECK(place.check(set).floor == Version{1});
}

TEST_CASE("a descent that fails half-way leaves the floor of what is applied", "[floor]") {
  RUNG_FOR_EACH_BACKEND(place);
  const MigrationSet set{tables(1, 3) +
                         script(4, "create table t4(id integer, name text)", "drop table no_such_table") +
                         tables(5, 6)};
  place.upgrade(set);
  DowngradeOptions options = down_as("");
  options.grouping = Grouping::step;
  CHECK_THROWS_AS(place.downgrade(set, Target::base(), options), ExecutionError);
  CHECK(place.check(set).version == Version{4});
  CHECK(place.check(set).floor == Version{4});
}
