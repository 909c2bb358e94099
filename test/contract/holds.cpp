#include <fmt/format.h>

#include "contract/place.hpp"
#include "contract/sets.hpp"
#include "support/sudden_death.hpp"

using namespace rung;
using namespace rung::test;
using Catch::Contains;

namespace {

using Strings = std::vector<std::string>;

MigrationSet without_releases(const MigrationSet& set) { return {tables(1, set.newest().number())}; }

}  // namespace

TEST_CASE("a program that was stepped down from is held until another release climbs",
          "[holds][semantics-a]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade(v2_0(), as("v2.0"));
  const std::string at_40 = place.image();

  const Outcome down = place.downgrade(v2_0(), Target::release("v1.4"), down_as("v2.0"));
  CHECK(down.from == Version{40});
  CHECK(down.to == Version{30});
  CHECK(down.steps == 10);

  CHECK(place.check(v1_4(), as("v1.4")).standing == Standing::current);
  CHECK(place.upgrade(v1_4(), as("v1.4")).steps == 0);

  CHECK(place.check(v2_0(), as("v2.0")).standing == Standing::held);
  CHECK(place.check(v2_0(), as("v2.0")).holds == Strings{"v2.0 (left 40 for 30)"});
  const PlanError held = refusal(place, [&] { place.upgrade(v2_0(), as("v2.0")); });
  CHECK(held.kind() == PlanError::Kind::held);
  CHECK_THAT(held.what(), Contains("v1.4") && Contains("upgrade --release-hold"));

  CHECK(place.upgrade(v2_0_1(), as("v2.0.1")).steps == 10);
  CHECK(place.image() == at_40);
  CHECK(place.check(v2_0(), as("v2.0")).holds.empty());
  CHECK(place.check(v2_0(), as("v2.0")).standing == Standing::current);
  CHECK(place.upgrade(v2_0(), as("v2.0")).steps == 0);
}

TEST_CASE("a mark that was reached is gone for good, not only while the head stands there",
          "[holds][semantics-a]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade(v2_0(), as("v2.0"));
  place.downgrade(v2_0(), Target::release("v1.4"), down_as("v2.0"));
  place.upgrade(v2_0_1(), as("v2.0.1"));
  DowngradeOptions options = down_as("v2.0.1");
  options.hold = Hold::none;
  place.downgrade(v2_0_1(), Target::version(35), options);
  CHECK(place.upgrade(v2_0(), as("v2.0")).steps == 5);
}

TEST_CASE("programs that do not say their release cannot be told apart, and are held together",
          "[holds][semantics-b]") {
  RUNG_FOR_EACH_BACKEND(place);
  const MigrationSet nameless_v2_0 = without_releases(v2_0());
  place.upgrade(nameless_v2_0, as(""));
  place.downgrade(nameless_v2_0, Target::version(30), down_as(""));

  CHECK(refusal(place, [&] { place.upgrade(nameless_v2_0, as("")); }).kind() == PlanError::Kind::held);
  CHECK(refusal(place, [&] { place.upgrade(v2_0_1(), as("v2.0.1")); }).kind() == PlanError::Kind::held);
  CHECK(place.upgrade(without_releases(v1_4()), as("")).steps == 0);
}

TEST_CASE("a program without a release is held by a hold that names one", "[holds][semantics-b]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade(v2_0(), as("v2.0"));
  place.downgrade(v2_0(), Target::release("v1.4"), down_as("v2.0"));

  CHECK(refusal(place, [&] { place.upgrade(without_releases(v2_0()), as("")); }).kind() ==
        PlanError::Kind::held);
}

TEST_CASE("a hold also means the release that wrote the head that was left", "[holds]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade(v2_0(), as("v2.0"));
  place.downgrade(v2_0_1(), Target::release("v1.4"), down_as("v2.0.1"));

  CHECK(refusal(place, [&] { place.upgrade(v2_0(), as("v2.0")); }).kind() == PlanError::Kind::held);
  CHECK(refusal(place, [&] { place.upgrade(v2_0_1(), as("v2.0.1")); }).kind() == PlanError::Kind::held);
  CHECK(place.upgrade(v2_0_1(), as("v2.0.2")).steps == 10);
}

TEST_CASE("a program that steps down from a version below its newest is held, too", "[holds]") {
  RUNG_FOR_EACH_BACKEND(place);
  const MigrationSet v2_1{tables(1, 45), {{"v1.4", 30}, {"v2.0", 40}, {"v2.1", 45}}};
  place.upgrade(v2_0(), as("v2.0"));
  DowngradeOptions options = down_as("v2.1");
  options.from = StartingPoint::any_known;
  place.downgrade(v2_1, Target::release("v1.4"), options);

  CHECK(refusal(place, [&] { place.upgrade(v2_1, as("v2.1")); }).kind() == PlanError::Kind::held);
  CHECK(refusal(place, [&] { place.upgrade(v2_0(), as("v2.0")); }).kind() == PlanError::Kind::held);
  CHECK(place.upgrade(v1_4(), as("v1.4")).steps == 0);
}

TEST_CASE("upgrade --release-hold lets the held program climb", "[holds]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade(v2_0(), as("v2.0"));
  place.downgrade(v2_0(), Target::release("v1.4"), down_as("v2.0"));
  UpgradeOptions options = as("v2.0");
  options.held_program = HeldProgram::release;

  SECTION("and the hold is gone at its newest version") {
    CHECK(place.upgrade(v2_0(), options).steps == 10);
    CHECK(place.check(v2_0(), as("v2.0")).holds.empty());
  }
  SECTION("and the hold is gone half-way, too") {
    CHECK(place.upgrade(v2_0(), options, Target::version(35)).steps == 5);
    CHECK(place.upgrade(v2_0(), as("v2.0")).steps == 5);
  }
  SECTION("and a climb that fails keeps the hold") {
    const MigrationSet failing{tables(1, 39) + broken(40), {{"v1.4", 30}, {"v2.0", 40}}};
    CHECK_THROWS_AS(place.upgrade(failing, options), ExecutionError);
    CHECK(place.check(v2_0(), as("v2.0")).standing == Standing::held);
  }
  SECTION("and the hold is gone even where nothing is to be climbed") {
    CHECK(place.upgrade(v2_0(), options, Target::version(30)).steps == 0);
    CHECK(place.check(v2_0(), as("v2.0")).holds.empty());
  }
}

TEST_CASE("Hold::none lets the same program climb again, and go on downwards", "[holds]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade(v2_0(), as("v2.0"));
  DowngradeOptions options = down_as("v2.0");
  options.hold = Hold::none;
  place.downgrade(v2_0(), Target::version(35), options);

  CHECK(place.check(v2_0(), as("v2.0")).standing == Standing::behind);
  CHECK(place.check(v2_0(), as("v2.0")).holds.empty());
  CHECK(place.downgrade(v2_0(), Target::version(30), options).steps == 5);
  CHECK(place.upgrade(v2_0(), as("v2.0")).steps == 10);
}

TEST_CASE("a hold survives a further descent without one, and a redo", "[holds]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade(v2_0(), as("v2.0"));
  place.downgrade(v2_0(), Target::release("v1.4"), down_as("v2.0"));

  SECTION("redo") { place.redo(v2_0(), 2, down_as("v2.0")); }
  SECTION("--no-hold") {
    DowngradeOptions options = down_as("v2.0");
    options.hold = Hold::none;
    place.downgrade(v2_0(), Target::version(20), options);
  }
  CHECK(place.check(v2_0(), as("v2.0")).standing == Standing::held);
}

TEST_CASE("several holds stand beside each other, and each ends at the version it left", "[holds]") {
  RUNG_FOR_EACH_BACKEND(place);
  const MigrationSet v1_0{tables(1, 10), {{"v1.0", 10}}};
  place.upgrade(v2_0(), as("v2.0"));
  place.downgrade(v2_0(), Target::release("v1.4"), down_as("v2.0"));
  place.downgrade(v1_4(), Target::release("v1.0"), down_as("v1.4"));

  CHECK(place.check(v1_0, as("v1.0")).holds == Strings{"v2.0 (left 40 for 30)", "v1.4 (left 30 for 10)"});
  CHECK(refusal(place, [&] { place.upgrade(v2_0(), as("v2.0")); }).kind() == PlanError::Kind::held);
  CHECK(refusal(place, [&] { place.upgrade(v1_4(), as("v1.4")); }).kind() == PlanError::Kind::held);

  place.upgrade(v1_4(), as("v1.4.1"));
  CHECK(place.check(v1_4(), as("v1.4")).standing == Standing::current);
  CHECK(place.check(v2_0(), as("v2.0")).holds == Strings{"v2.0 (left 40 for 30)"});
  CHECK(refusal(place, [&] { place.upgrade(v2_0(), as("v2.0")); }).kind() == PlanError::Kind::held);
}

TEST_CASE("upgrade --release-hold removes this program's own hold and no other's", "[holds]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade(v2_0(), as("v2.0"));
  place.downgrade(v2_0(), Target::release("v1.4"), down_as("v2.0"));
  place.downgrade(v1_4(), Target::release("v1.0"), down_as("v1.4"));
  UpgradeOptions options = as("v1.4");
  options.held_program = HeldProgram::release;
  place.upgrade(v1_4(), options);

  CHECK(place.check(v2_0(), as("v2.0")).holds == Strings{"v2.0 (left 40 for 30)"});
}

TEST_CASE("a descent that died half-way leaves its program held, and goes on", "[holds][semantics-h]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade(v2_0(), as("v2.0"));
  REQUIRE(place.dies([&] {
    DiesAtStep observer(5);
    DowngradeOptions options = down_as("v2.0");
    options.grouping = Grouping::step;
    options.observer = &observer;
    place.downgrade(v2_0(), Target::release("v1.4"), options);
  }));

  CHECK(place.head() == Version{36});
  CHECK(place.check(v2_0()).floor == Version{40});
  const auto held = thrown<PlanError>([&] { place.upgrade(v2_0(), as("v2.0")); });
  CHECK(held.kind() == PlanError::Kind::held);
  CHECK(place.downgrade(v2_0(), Target::release("v1.4"), down_as("v2.0")).steps == 6);
  CHECK(place.upgrade(v1_4(), as("v1.4")).steps == 0);
}

TEST_CASE("a redo that died between down and up is finished by the next boot", "[holds][semantics-g]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade(v2_0(), as("v2.0"));
  const std::string at_40 = place.image();
  const Grouping grouping = GENERATE(Grouping::run, Grouping::step);
  REQUIRE(place.dies([&] {
    DiesAtStep observer(2);
    DowngradeOptions options = down_as("v2.0");
    options.grouping = grouping;
    options.observer = &observer;
    place.redo(v2_0(), 1, options);
  }));

  CHECK(place.head() == (grouping == Grouping::step ? Version{39} : Version{40}));
  place.upgrade(v2_0(), as("v2.0"));
  CHECK(place.image() == at_40);
  CHECK(place.check(v2_0(), as("v2.0")).standing == Standing::current);
}

TEST_CASE("redo takes an edited text, leaves no hold, and records what it executed", "[holds]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade({tables(1, 3)}, as("v3"));
  const MigrationSet edited{
      tables(1, 2) + script(3, "create table t3(id integer primary key, edited text)", "drop table t3")};

  const Outcome outcome = place.redo(edited, 1, down_as("v3"));
  CHECK(outcome.steps == 2);
  CHECK(outcome.from == Version{3});
  CHECK(outcome.to == Version{3});
  CHECK(place.number("select count(edited) from t3") == 0);
  CHECK(place.check(edited, as("v3")).standing == Standing::current);
  CHECK(place.check(edited, as("v3")).holds.empty());
  CHECK(place.verify(edited).empty());
}

TEST_CASE("redo of nothing is nothing, and of more steps than there are is refused", "[holds]") {
  RUNG_FOR_EACH_BACKEND(place);
  const MigrationSet set{tables(1, 3)};
  place.upgrade(set);
  CHECK(place.redo(set, 0).steps == 0);
  CHECK(place.redo(set, 3).steps == 6);
  CHECK(refusal(place, [&] { place.redo(set, 4); }).kind() == PlanError::Kind::unknown_target);
}

TEST_CASE("redo compares the texts below the steps that it redoes", "[holds]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade({tables(1, 3)});
  const MigrationSet edited{script(1, "create table other(id integer, name text)", "drop table other") +
                            tables(2, 3)};
  const PlanError error = refusal(place, [&] { place.redo(edited, 2); });
  CHECK(error.kind() == PlanError::Kind::diverged);
  CHECK(error.versions() == std::vector<Version>{1});
}
