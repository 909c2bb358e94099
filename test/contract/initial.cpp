#include <fmt/format.h>

#include "contract/place.hpp"
#include "contract/sets.hpp"

using namespace rung;
using namespace rung::test;
using Catch::Contains;

namespace {

/// What thirty migrations build, in one script.
InitialScript initial_of(std::int64_t version) {
  std::string text;
  for (const Migration& migration : tables(1, version))
    text += std::string(std::get<Script>(migration.up).text()) + "\n";
  return {Version{version}, Script{text}};
}

MigrationSet with_initial() { return {tables(1, 40), {{"v1.4", 30}, {"v2.0", 40}}, initial_of(30)}; }

}  // namespace

TEST_CASE("a fresh database takes the initial script, and may go down behind it", "[initial][semantics-i]") {
  RUNG_FOR_EACH_BACKEND(place);
  const MigrationSet set{tables(1, 30), {}, initial_of(30)};
  const Outcome outcome = place.upgrade(set, as("v1.4"));
  CHECK(outcome.steps == 1);
  CHECK(outcome.to == Version{30});
  const auto history = place.history();
  REQUIRE(history.size() == 30);
  for (std::size_t i = 0; i < history.size(); ++i) {
    CHECK(history[i].version == Version{static_cast<std::int64_t>(i) + 1});
    CHECK(history[i].outcome == StepOutcome::done);
    CHECK(history[i].checksum == set[i].checksum().digits());
  }
  CHECK(place.verify(set).empty());
  CHECK(place.downgrade(set, Target::version(20)).steps == 10);
  CHECK_THAT(place.image(), Contains("t20") && !Contains("t21"));
}

TEST_CASE("the initial script and the replay lead to equal databases and equal histories", "[initial]") {
  RUNG_FOR_EACH_BACKEND(place);
  Place other(rung_backend);
  CHECK(place.upgrade(with_initial()).steps == 11);
  CHECK(other.upgrade(v2_0()).steps == 40);
  CHECK(place.image() == other.image());
  CHECK(place.check(v2_0()).standing == Standing::current);
  CHECK(other.check(with_initial()).standing == Standing::current);
  CHECK(place.check(with_initial()).floor == other.check(with_initial()).floor);
}

TEST_CASE("the initial script is used from base only, and only for targets at or above it", "[initial]") {
  RUNG_FOR_EACH_BACKEND(place);
  SECTION("a lower target replays") {
    CHECK(place.upgrade(with_initial(), {}, Target::version(29)).steps == 29);
  }
  SECTION("its own version does not") {
    CHECK(place.upgrade(with_initial(), {}, Target::version(30)).steps == 1);
  }
  SECTION("a database on its way goes on") {
    place.upgrade(with_initial(), {}, Target::version(5));
    CHECK(place.upgrade(with_initial()).steps == 35);
  }
  SECTION("back at base it is used again") {
    place.upgrade(with_initial());
    DowngradeOptions options;
    options.hold = Hold::none;
    place.downgrade(with_initial(), Target::base(), options);
    CHECK(place.upgrade(with_initial()).steps == 11);
  }
}

TEST_CASE("an initial script that fails is told as one step", "[initial]") {
  RUNG_FOR_EACH_BACKEND(place);
  const MigrationSet set{
      tables(1, 3), {}, InitialScript{2, Script{"create table t1(id integer, name text);\nbroken;"}}};
  const auto error = thrown<ExecutionError>([&] { place.upgrade(set); });
  CHECK(error.step().version == Version{2});
  CHECK(error.step().statement == 2);
  CHECK(error.step().line == 2);
  CHECK(error.step().not_reached == std::vector<Version>{3});
  CHECK(place.head() == Version::base());
}
