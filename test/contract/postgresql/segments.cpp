#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>

#include <rung/backend/postgresql.hpp>

#include "contract/postgresql/server_place.hpp"
#include "contract/sets.hpp"

using namespace rung;
using namespace rung::test;
using Catch::Contains;
using Strings = std::vector<std::string>;

namespace {

const char* const create_mood =
    "create type mood as enum ('calm');\n"
    "create table person(id integer primary key, mood mood not null default 'calm');";

MigrationSet with_new_mood() {
  return {script(1, create_mood, "drop table person; drop type mood") +
          script(2, "alter type mood add value 'glad'", "") + tables(3, 3) +
          script(4, "insert into person values (1, 'glad')", "delete from person")};
}

/// Of two tables with an index each; what belongs to them counts, too.
Migrations indexed_tables(std::int64_t count) {
  Migrations migrations;
  for (std::int64_t version = 1; version <= count; ++version) {
    migrations.push_back({version, "indexed_tables",
                          Script{fmt::format("create table t{0}(id integer primary key, name text);\n"
                                             "create index i{0} on t{0} (name);\n"
                                             "create table u{0}(id integer primary key, name text);\n"
                                             "create index j{0} on u{0} (name);",
                                             version)},
                          Script{fmt::format("drop table u{0}; drop table t{0}", version)}});
  }
  return migrations;
}

/// Takes all room for locks but for so many, to save the time that it takes to create thousands of tables.
void fill_up(PostgresqlClient& client, int but_for) {
  CHECK_THROWS_WITH(client.execute("select pg_advisory_lock(n) from generate_series(1, 1000000) n"),
                    Contains("out of shared memory"));
  client.execute(fmt::format("select pg_advisory_unlock(n) from generate_series(1, {}) n", but_for));
}

}  // namespace

TEST_CASE("a value that is added to an enum can be used two steps later: the run is cut behind it",
          "[segments]") {
  RUNG_ON_POSTGRESQL(place);
  const MigrationSet set = with_new_mood();
  const Plan plan = place.plan_upgrade(set);
  REQUIRE(plan.segments.size() == 2);
  CHECK(plan.segments[0].count == 2);
  CHECK(plan.segments[1].first == 2);
  CHECK_THAT(to_string(plan), Contains("4 steps, 2 segments"));

  SECTION("on an empty database") { CHECK(place.upgrade(set).steps == 4); }
  SECTION("where the type is older than the run") {
    place.upgrade({script(1, create_mood, "drop table person; drop type mood")});
    CHECK(place.upgrade(set).steps == 3);
  }
  CHECK(place.rows("select mood from person") == Strings{"glad"});
  CHECK(place.check(set).standing == Standing::current);
  CHECK(place.downgrade(set, Target::base()).steps == 4);
}

TEST_CASE("what fails behind a cut leaves what was committed at it", "[segments]") {
  RUNG_ON_POSTGRESQL(place);
  const MigrationSet set{script(1, create_mood, "") + script(2, "alter type mood add value 'glad'", "") +
                         tables(3, 3) + broken(4)};
  const auto error = thrown<ExecutionError>([&] { place.upgrade(set); });
  CHECK(error.database_state().kind() == CatalogState::Kind::at_version);
  CHECK(error.database_state().version() == Version{2});
  CHECK(error.step().done == std::vector<Version>{1, 2});
  CHECK(place.head() == Version{2});
  CHECK(place.rows("select enumlabel from pg_enum order by enumsortorder") == Strings{"calm", "glad"});
}

TEST_CASE("a value that is used in the step that adds it is told with the way out", "[segments]") {
  RUNG_ON_POSTGRESQL(place);
  place.upgrade({script(1, create_mood, "")});
  const MigrationSet set{
      script(1, create_mood, "") +
      script(2, "alter type mood add value 'glad';\ninsert into person values (1, 'glad')", "")};
  const auto error = thrown<ExecutionError>([&] { place.upgrade(set); });
  CHECK(error.step().version == Version{2});
  CHECK(error.step().statement == 2);
  CHECK(error.step().line == 2);
  CHECK(error.step().code == "55P04");
  CHECK_THAT(error.what(), Contains("`-- rung: transaction own`") && Contains("step of its own"));
  CHECK(place.head() == Version{1});
}

TEST_CASE("a commit that is refused in the middle of a run ends it there", "[segments]") {
  RUNG_ON_POSTGRESQL(place);
  const MigrationSet set{
      script(1,
             "create table parent(id integer primary key);\n"
             "create table child(parent integer references parent deferrable initially deferred);",
             "") +
      script(2, "insert into child values (7)", "") + script(3, "insert into parent values (7)", "")};
  UpgradeOptions options;
  options.grouping = Grouping::step;
  const auto error = thrown<ExecutionError>([&] { place.upgrade(set, options); });
  CHECK(error.step().version == Version{2});
  CHECK(error.step().code == "23503");
  CHECK_THAT(error.what(), Contains("the commit failed"));
  CHECK(error.database_state().version() == Version{1});
  CHECK(place.head() == Version{1});
  CHECK(place.rows("select count(*) from child") == std::vector<std::string>{"0"});
}

TEST_CASE("an ALTER TABLE behind rows whose keys are still to be checked is told with the ways out",
          "[segments]") {
  RUNG_ON_POSTGRESQL(place);
  const std::string tables =
      "create table parent(id integer primary key);\n"
      "create table child(parent integer references parent deferrable initially deferred);";
  const std::string alter = "select 1;\nalter table child add column name text";
  const MigrationSet together{script(1, tables, "") + script(2, "insert into child values (7)", "") +
                              script(3, "insert into parent values (7)", "") + script(4, alter, "")};
  const auto error = thrown<ExecutionError>([&] { place.upgrade(together); });
  CHECK(error.step().version == Version{4});
  CHECK(error.step().statement == 2);
  CHECK(error.step().code == "55006");
  CHECK_THAT(error.what(), Contains("`-- rung: transaction own`") && Contains("`--transaction step`"));
  CHECK(place.head() == Version::base());

  SECTION("the step in a transaction of its own works") {
    const MigrationSet apart{script(1, tables, "") + script(2, "insert into child values (7)", "") +
                             script(3, "insert into parent values (7)", "") +
                             script(4, alter, "", Transaction::own)};
    CHECK(place.upgrade(apart).steps == 4);
  }
  SECTION("so does a commit behind each step, unless a key is open at one") {
    const MigrationSet mended{script(1, tables, "") + script(2, "insert into parent values (7)", "") +
                              script(3, "insert into child values (7)", "") + script(4, alter, "")};
    CHECK(thrown<ExecutionError>([&] { place.upgrade(mended); }).step().code == "55006");
    UpgradeOptions options;
    options.grouping = Grouping::step;
    CHECK(place.upgrade(mended, options).steps == 4);
  }
}

TEST_CASE("more steps than the server has room for in one transaction are warned of",
          "[segments][semantics-q]") {
  RUNG_ON_POSTGRESQL(place);
  UpgradeOptions by_step;
  by_step.grouping = Grouping::step;
  CHECK(place.plan_upgrade({tables(1, 1500)}).warnings.empty());
  CHECK(place.plan_upgrade({tables(1, 1501)}, by_step).warnings.empty());
  const auto warnings = place.plan_upgrade({tables(1, 1501)}).warnings;
  REQUIRE(warnings.size() == 1);
  CHECK_THAT(warnings.front(), Contains("1501 steps") && Contains("`--transaction step`"));
}

TEST_CASE("where the server runs out of room for locks, the step is named with the way out",
          "[segments][semantics-q]") {
  if (!can_start_postgresql()) return;
  // Not the server that others work in: they would run out of locks, too.
  const PostgresqlServer server;
  soci::session session(soci::postgresql, server.address().conninfo("postgres", "postgres"));
  Database database = backend::postgresql(session);
  PostgresqlClient other(server.address().conninfo("postgres", "postgres"));
  fill_up(other, 1000);
  constexpr std::int64_t count = 150;
  const MigrationSet set{indexed_tables(count)};
  const auto error = thrown<ExecutionError>([&] { Upgrader{database, set}.run(); });
  CHECK(error.step().code == "53200");
  CHECK(error.step().version > Version{50});
  CHECK(error.step().statement > 0);
  CHECK_THAT(error.what(), Contains(fmt::format("upgrade to {}", to_string(error.step().version))) &&
                               Contains("`--transaction step`") && Contains("max_locks_per_transaction"));
  CHECK(error.database_state().version() == Version::base());
  CHECK(check(database, set).version == Version::base());

  UpgradeOptions options;
  options.grouping = Grouping::step;
  CHECK(Upgrader(database, set, options).run().steps == count);
  CHECK(check(database, set).standing == Standing::current);
}
