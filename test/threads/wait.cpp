#include <thread>

#include <rung/observer.hpp>
#include <rung/wait.hpp>

#include "contract/place.hpp"
#include "contract/sets.hpp"

using namespace rung;
using namespace rung::test;
using Catch::Contains;
using std::chrono::milliseconds;

namespace {

Status wait_in(Place& place, const MigrationSet& set, milliseconds timeout, const RunOptions& options = {}) {
  Status status;
  place.with_session([&](soci::session&, Database& database) {
    status = wait_until_usable(database, set, timeout, options);
  });
  return status;
}

struct Ear final : Observer {
  void waiting(std::string_view holder, milliseconds) override { heard.emplace_back(holder); }
  std::vector<std::string> heard;
};

}  // namespace

TEST_CASE("who waits for a usable database goes on at once where it is one", "[wait]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade({tables(1, 2)});
  const std::string before = place.image();
  CHECK(wait_in(place, {tables(1, 2)}, milliseconds(0)).standing == Standing::current);
  place.upgrade({tables(1, 2) + readable_since(3, 2)});
  CHECK(wait_in(place, {tables(1, 2)}, milliseconds(0)).standing == Standing::ahead_compatible);
  CHECK(before != place.image());
}

TEST_CASE("who waits is told what for, and goes on as soon as another program has migrated", "[wait]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade({tables(1, 1)});
  Ear ear;
  RunOptions options;
  options.observer = &ear;
  std::thread migrator([&] {
    std::this_thread::sleep_for(milliseconds(300));
    place.upgrade({tables(1, 3)});
  });
  const Status status = wait_in(place, {tables(1, 3)}, std::chrono::minutes(2), options);
  migrator.join();
  CHECK(status.standing == Standing::current);
  CHECK(status.version == Version{3});
  REQUIRE_FALSE(ear.heard.empty());
  CHECK(ear.heard.front() ==
        "the database is behind at 1, this program needs 3: another one has to migrate it");
}

TEST_CASE("who waits in vain says what is missing, and has touched nothing", "[wait]") {
  RUNG_FOR_EACH_BACKEND(place);
  const std::string before = place.image();
  // Long beside a look at the database, which counts in the time that it waits for, but not as waited.
  const auto error = thrown<LockError>([&] { wait_in(place, {tables(1, 2)}, milliseconds(1500)); });
  CHECK(error.waited() >= milliseconds(75));
  CHECK(error.may_retry());
  CHECK_THAT(error.what(), Contains("the database is empty at base, this program needs 2"));
  CHECK(place.image() == before);
}

TEST_CASE("who waits is told at once where waiting cannot help", "[wait]") {
  RUNG_FOR_EACH_BACKEND(place);
  const milliseconds forever = std::chrono::minutes(1);
  SECTION("a newer database") {
    place.upgrade({tables(1, 3)});
    CHECK_THROWS_AS(wait_in(place, {tables(1, 2)}, forever), NewerDatabase);
  }
  SECTION("another history") {
    place.upgrade({tables(1, 2)});
    const MigrationSet other(tables(1, 1) + script(2, "create table other(i int)", "drop table other") +
                             tables(3, 3));
    const auto error = thrown<PlanError>([&] { wait_in(place, other, forever); });
    CHECK(error.kind() == PlanError::Kind::diverged);
  }
  SECTION("a program that was stepped down from here") {
    RunOptions options;
    options.release = "v2.0";
    place.upgrade(v2_0(), as("v2.0"));
    place.downgrade(v2_0(), Target::release("v1.4"), down_as("v2.0"));
    const auto error = thrown<PlanError>([&] { wait_in(place, v2_0(), forever, options); });
    CHECK(error.kind() == PlanError::Kind::held);
  }
}

TEST_CASE("waiting can be cancelled", "[wait]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.with_session([&](soci::session&, Database& database) {
    std::thread operator_([&] {
      std::this_thread::sleep_for(milliseconds(100));
      database.cancel();
    });
    CHECK_THROWS_WITH(wait_until_usable(database, {tables(1, 2)}, std::chrono::minutes(1)),
                      Contains("cancelled"));
    operator_.join();
  });
}
