#include <array>

#include <fmt/format.h>

#include "contract/place.hpp"
#include "contract/sets.hpp"
#include "support/counted_new.hpp"
#include "support/fault.hpp"

using namespace rung;
using namespace rung::test;

namespace {

constexpr std::string_view some_hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

/// The tables that `rung-embed` would write for so many migrations. They live as long as the program.
template <std::int64_t Count>
MigrationSet compiled_in() {
  static const auto migrations = [] {
    std::array<embedded::Migration, Count> table;
    std::int64_t version = 0;
    for (embedded::Migration& migration : table) {
      migration.version = ++version;
      migration.name = "step";
      migration.up.kind = embedded::ActionKind::script;
      migration.checksum = some_hash;
    }
    return table;
  }();
  static const embedded::Set set = [] {
    embedded::Set made;
    made.migrations = migrations.data();
    made.migration_count = migrations.size();
    made.chain = some_hash;
    made.floor = Count;
    return made;
  }();
  return MigrationSet{set};
}

/// Of one check at boot, with a set that is current.
HeapUse cost_of_check(Place& place, const MigrationSet& set) {
  place.execute(
      fmt::format("update rung_version set head = {}, chain = '{}'", set.newest().number(), some_hash));
  HeapUse cost{};
  place.with_session([&](soci::session&, Database& database) {
    rung::check(database, set);
    const HeapUse before = heap_use();
    const Status status = rung::check(database, set);
    const HeapUse after = heap_use();
    cost = {after.allocations - before.allocations, after.bytes - before.bytes};
    CHECK(status.standing == Standing::current);
  });
  return cost;
}

/// Calls of the backend during `function`.
std::size_t calls_during(Place& place, const std::function<void(Database&)>& function) {
  FaultInjector counter{Fault{}};
  const auto session = place.database().open();
  Database database = with_faults(place.database().wrap(*session), counter);
  function(database);
  return counter.calls();
}

}  // namespace

TEST_CASE("the check at boot is one statement, whatever the number of migrations", "[check]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade({tables(1, 1)});
  const MigrationSet set = compiled_in<10'000>();
  place.execute(fmt::format("update rung_version set head = 10000, chain = '{}'", some_hash));
  CHECK(calls_during(place, [&](Database& database) { CHECK(rung::check(database, set).usable()); }) == 1);
  CHECK(calls_during(place, [&](Database& database) {
          CHECK(Upgrader{database, set}.run().steps == 0);
        }) == 1);
}

TEST_CASE("the check at boot allocates nothing for the migrations", "[check]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade({tables(1, 1)});
  const HeapUse of_10 = cost_of_check(place, compiled_in<10>());
  const HeapUse of_10_000 = cost_of_check(place, compiled_in<10'000>());
  CHECK(of_10.allocations > 0);
  CHECK(of_10.allocations == of_10_000.allocations);
  // A version in decimal digits is all that may differ.
  CHECK(of_10_000.bytes - of_10.bytes < 100);
}

TEST_CASE("a boot that finds its hold reads one row", "[check]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade(v2_0(), as("v2.0"));
  place.downgrade(v2_0(), Target::release("v1.4"), down_as("v2.0"));
  const auto boot = [](Database& database) {
    CHECK_THROWS_AS(Upgrader(database, v2_0(), as("v2.0")).run(), PlanError);
  };
  CHECK(calls_during(place, boot) == 1);
}

TEST_CASE("the check needs no lock, and a session that may only read", "[check]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade(v1_4(), as("v1.4"));
  const OtherRun other(place);
  CHECK(place.check(v1_4()).standing == Standing::current);
  CHECK(place.check(v2_0()).standing == Standing::behind);
  CHECK(place.check({tables(1, 20)}).standing == Standing::ahead);
  CHECK(place.verify(v2_0()).empty());
  CHECK(place.history().size() == 30);
  const auto reader = place.database().open_reader();
  Database database = place.database().wrap(*reader);
  CHECK(Upgrader{database, v1_4(), as("v1.4")}.run().steps == 0);
}

TEST_CASE("a session that may only read finds out what is pending, and is told that it cannot write",
          "[check]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade(v1_4(), as("v1.4"));
  const auto reader = place.database().open_reader();
  Database database = place.database().wrap(*reader);
  CHECK(Upgrader{database, v2_0(), as("v2.0")}.plan().steps.size() == 10);
  const std::string before = place.image();
  try {
    Upgrader{database, v2_0(), as("v2.0")}.run();
    FAIL("a session that may only read has migrated");
  } catch (const PlanError& error) {
    // There are roles: this one may not migrate.
    CHECK(error.kind() == PlanError::Kind::behind);
    CHECK(error.database_state().kind() == CatalogState::Kind::untouched);
  } catch (const LedgerError& error) {
    CHECK(error.kind() == LedgerError::Kind::unwritable);
    CHECK(error.database_state().kind() == CatalogState::Kind::untouched);
  }
  CHECK(place.image() == before);
  CHECK(place.history().size() == 30);
}

TEST_CASE("a status names the head's release, its writer and the way there", "[check]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade(v2_0(), as("v2.0"));
  place.downgrade(v2_0(), Target::release("v1.4"), down_as("v2.0"));
  const Status status = place.check(v2_0(), as("v2.0"));
  CHECK(status.version == Version{30});
  CHECK(status.newest == Version{40});
  CHECK(status.release == "v1.4");
  CHECK(status.written_by == "v2.0");
  CHECK_FALSE(status.usable());
}

TEST_CASE("a report tells for each release how far it is, and whether it can be reached", "[check]") {
  RUNG_FOR_EACH_BACKEND(place);
  const MigrationSet set{tables(1, 4) + irreversible(5, "rows were merged") + tables(6, 9),
                         {{"v0", Version::base()}, {"v4", 4}, {"v6", 6}, {"v9", 9}}};
  place.upgrade(set, {}, Target::version(6));
  place.with_session([&](soci::session&, Database& database) {
    const StatusReport found = report(database, set);
    CHECK(found.applied == 6);
    REQUIRE(found.pending.size() == 3);
    CHECK(found.pending.front().version() == Version{7});
    REQUIRE(found.targets.size() == 4);
    CHECK(found.targets[0].steps == -6);
    CHECK_FALSE(found.targets[0].reachable);
    CHECK(found.targets[1].steps == -2);
    CHECK_FALSE(found.targets[1].reachable);
    CHECK_FALSE(found.targets[1].why.empty());
    CHECK(found.targets[2].steps == 0);
    CHECK(found.targets[2].reachable);
    CHECK(found.targets[3].steps == 3);
    CHECK(found.targets[3].reachable);
  });
}

TEST_CASE("a plan is made without a lock, and touches nothing", "[check]") {
  RUNG_FOR_EACH_BACKEND(place);
  const std::string before = place.image();
  {
    const OtherRun other(place);
    const Plan plan = place.plan_upgrade(v1_4(), as("v1.4"));
    CHECK(plan.from == Version::base());
    CHECK(plan.to == Version{30});
    CHECK(plan.steps.size() == 30);
    CHECK(plan.segments.size() == 1);
  }
  CHECK(place.image() == before);
  place.execute("create table rung_version(id integer, name text)");
  place.execute("drop table rung_version");

  place.upgrade(v1_4());
  const auto steps = place.steps();
  CHECK(place.plan_downgrade(v1_4(), Target::release("v1.0")).steps.size() == 20);
  CHECK(place.steps() == steps);
  CHECK(place.head() == Version{30});
}
