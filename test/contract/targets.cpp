#include <fmt/format.h>

#include "contract/place.hpp"
#include "contract/sets.hpp"

using namespace rung;
using namespace rung::test;
using Catch::Contains;

TEST_CASE("a target is reached by its version, its release, its text or its distance", "[targets]") {
  RUNG_FOR_EACH_BACKEND(place);
  const auto [target, version] = GENERATE(table<Target, std::int64_t>({
      {Target::version(7), 7},
      {Target::release("v1.0"), 10},
      {Target::parse("v1.0"), 10},
      {Target::parse("0007"), 7},
      {Target::parse("newest"), 30},
      {Target::newest(), 30},
      {Target::steps(3), 6},
      {Target::parse("+3"), 6},
      {Target::steps(0), 3},
  }));
  INFO(to_string(target));
  place.upgrade(v1_4(), {}, Target::version(3));
  CHECK(place.upgrade(v1_4(), {}, target).to == Version{version});
  CHECK(place.head() == Version{version});
}

TEST_CASE("a descent stops above its target, which stays applied", "[targets]") {
  RUNG_FOR_EACH_BACKEND(place);
  const auto [target, version] = GENERATE(table<Target, Version>({
      {Target::version(7), Version{7}},
      {Target::release("v1.0"), Version{10}},
      {Target::steps(-2), Version{28}},
      {Target::parse("-30"), Version::base()},
      {Target::base(), Version::base()},
      {Target::parse("base"), Version::base()},
  }));
  INFO(to_string(target));
  place.upgrade(v1_4());
  place.downgrade(v1_4(), target);
  CHECK(place.head() == version);
  place.upgrade(v1_4(), as("v1.4.1"), version.is_base() ? Target::base() : Target::version(version));
  CHECK(place.head() == version);
}

TEST_CASE("going down and up again gives an equal database", "[targets]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade(v1_4(), {}, Target::version(7));
  const std::string at_7 = place.image();
  place.upgrade(v1_4());
  const std::string at_30 = place.image();
  place.downgrade(v1_4(), Target::version(7));
  CHECK(place.image() == at_7);
  place.upgrade(v1_4(), as("v1.4.1"));
  CHECK(place.image() == at_30);
  CHECK(place.check(v1_4()).standing == Standing::current);
}

TEST_CASE("an unknown target is refused with the nearest that is known", "[targets]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade(v1_4());
  const auto [target, hint] = GENERATE(table<Target, std::string>({
      {Target::release("v1.5"), "'? Nothing was touched"},
      {Target::parse("v1.44"), "did you mean 'v1.4'?"},
      {Target::parse("nonsense"), "v1.4"},
      {Target::version(99), "did you mean 30?"},
      {Target::parse("31"), "did you mean 30?"},
      {Target::steps(-31), "30"},
      {Target::steps(INT64_MIN), "30"},
  }));
  INFO(to_string(target));
  const PlanError error = refusal(place, [&, wanted = target] { place.downgrade(v1_4(), wanted); });
  CHECK(error.kind() == PlanError::Kind::unknown_target);
  CHECK_THAT(error.what(), Contains(hint));
}

TEST_CASE("a version between two that are known is unknown", "[targets]") {
  RUNG_FOR_EACH_BACKEND(place);
  const MigrationSet set{tables(1, 3) + tables(20, 21)};
  const PlanError error = refusal(place, [&] { place.upgrade(set, {}, Target::version(18)); });
  CHECK(error.kind() == PlanError::Kind::unknown_target);
  CHECK_THAT(error.what(), Contains("did you mean 20?"));
}

TEST_CASE("more steps up than there are, are refused", "[targets]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade(v1_4(), {}, Target::version(28));
  CHECK(refusal(place, [&] { place.upgrade(v1_4(), {}, Target::steps(3)); }).kind() ==
        PlanError::Kind::unknown_target);
  CHECK(place.upgrade(v1_4(), {}, Target::steps(2)).steps == 2);
}

TEST_CASE("a target that lies the other way is refused, naming the other command", "[targets]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade(v1_4(), {}, Target::version(20));
  const PlanError up = refusal(place, [&] { place.upgrade(v1_4(), {}, Target::version(7)); });
  CHECK(up.kind() == PlanError::Kind::wrong_direction);
  CHECK_THAT(up.what(), Contains("`downgrade --to 7`"));
  const PlanError down = refusal(place, [&] { place.downgrade(v1_4(), Target::release("v1.4")); });
  CHECK(down.kind() == PlanError::Kind::wrong_direction);
  CHECK_THAT(down.what(), Contains("`upgrade --to 30`"));
}

TEST_CASE("a target at the head is nothing to do, whoever holds the lock", "[targets]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade(v1_4());
  const auto before = place.steps();
  const OtherRun other(place);
  CHECK(place.downgrade(v1_4(), Target::version(30), down_as("v1.4")).steps == 0);
  CHECK(place.upgrade(v1_4(), as("v1.4")).steps == 0);
  CHECK(place.steps() == before);
}

TEST_CASE("an empty database is at base already, and stays without a ledger", "[targets]") {
  RUNG_FOR_EACH_BACKEND(place);
  const std::string before = place.image();
  CHECK(place.downgrade(v1_4(), Target::base()).steps == 0);
  CHECK(place.check(v1_4()).standing == Standing::empty);
  CHECK(place.image() == before);
  CHECK(place.history().empty());
}

TEST_CASE("a program steps down only from its newest version, or where it stepped down to", "[targets]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade(v1_4(), as("v1.4"));
  const PlanError behind =
      refusal(place, [&] { place.downgrade(v2_0(), Target::version(7), down_as("v2.0")); });
  CHECK(behind.kind() == PlanError::Kind::behind);
  CHECK_THAT(behind.what(), Contains("v1.4") && Contains("--from-any-known"));

  SECTION("but from anywhere if it is told to") {
    DowngradeOptions options = down_as("v2.0");
    options.from = StartingPoint::any_known;
    CHECK(place.downgrade(v2_0(), Target::version(7), options).steps == 23);
  }
  SECTION("and may go on with its own descent") {
    place.downgrade(v1_4(), Target::version(20), down_as("v1.4"));
    CHECK(place.downgrade(v1_4(), Target::version(10), down_as("v1.4")).steps == 10);
  }
  SECTION("but not with somebody else's") {
    place.downgrade(v1_4(), Target::version(20), down_as("v1.4"));
    CHECK(refusal(place, [&] { place.downgrade(v1_4(), Target::version(10), down_as("v1.4.1")); }).kind() ==
          PlanError::Kind::behind);
  }
}

TEST_CASE("a required release has to run before the database goes further", "[targets]") {
  RUNG_FOR_EACH_BACKEND(place);
  const MigrationSet set{tables(1, 40), {{"v1.0", 10}, {"v1.4", 30, Release::Stop::required}, {"v2.0", 40}}};

  SECTION("a climb over it is refused, naming it") {
    place.upgrade(set, {}, Target::version(10));
    const PlanError error = refusal(place, [&] { place.upgrade(set); });
    CHECK(error.kind() == PlanError::Kind::required_release);
    CHECK(error.versions() == std::vector<Version>{30});
    CHECK_THAT(error.what(), Contains("v1.4") && Contains("`upgrade --to v1.4`"));
  }
  SECTION("a climb to it is allowed, and from there on") {
    place.upgrade(set, {}, Target::version(10));
    CHECK(place.upgrade(set, {}, Target::release("v1.4")).steps == 20);
    CHECK(place.upgrade(set).steps == 10);
  }
  SECTION("an empty database has nothing that the release would have to do") {
    CHECK(place.upgrade(set).steps == 40);
  }
}
