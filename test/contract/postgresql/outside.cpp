#include <algorithm>

#include <fmt/format.h>

#include "contract/postgresql/interference.hpp"
#include "contract/sets.hpp"

using namespace rung;
using namespace rung::test;
using Catch::Contains;
using Strings = std::vector<std::string>;

namespace {

const char* const create_index = "create index concurrently by_name on t5 (name)";

/// A concurrent build waits for the end of whoever has written.
const char* const write_into_table = "insert into t5 values (9, 'nine')";

/// "by_name", or "by_name invalid".
Strings indexes(ServerPlace& place) {
  return place.rows(
      "select c.relname || case when i.indisvalid then '' else ' invalid' end from pg_index i "
      "join pg_class c on c.oid = i.indexrelid where i.indrelid = 't5'::regclass and not i.indisprimary");
}

Strings outcomes_of_6(ServerPlace& place) {
  return place.rows("select outcome from rung_ledger where version = 6 order by id");
}

}  // namespace

TEST_CASE("an index that was cut off while it was built is dropped and built again", "[outside]") {
  RUNG_ON_POSTGRESQL(place);
  // By the second form PostgreSQL would pass over an invalid index in silence.
  const char* const statement = GENERATE(Catch::Generators::as<const char*>(), create_index,
                                         "create index concurrently if not exists by_name on t5 (name)");
  const MigrationSet set = outside_6(statement);
  place.upgrade({tables(5, 5)});
  {
    Obstacle obstacle(place, write_into_table);
    UpgradeBeside upgrade(place, set);
    upgrade.wait_until_stuck("virtualxid");
    upgrade.end_by("pg_terminate_backend");
    const auto error = thrown<InDoubtError>([&] { upgrade.outcome(); });
    CHECK(error.database_state().kind() == CatalogState::Kind::unknown);
    CHECK(error.step().version == Version{6});
    CHECK(error.may_retry());
  }
  CHECK(indexes(place) == Strings{"by_name invalid"});
  const std::string left = place.rows("select oid from pg_class where relname = 'by_name'").front();

  CHECK(place.upgrade(set).steps == 1);
  CHECK(indexes(place) == Strings{"by_name"});
  CHECK(place.rows("select oid from pg_class where relname = 'by_name'") != Strings{left});
  CHECK(outcomes_of_6(place).back() == "done");
  CHECK(place.check(set).standing == Standing::current);
}

TEST_CASE("an index whose building is cancelled leaves nothing behind", "[outside]") {
  RUNG_ON_POSTGRESQL(place);
  const MigrationSet set = outside_6(create_index);
  place.upgrade({tables(5, 5)});
  {
    Obstacle obstacle(place, write_into_table);
    UpgradeBeside upgrade(place, set);
    upgrade.wait_until_stuck("virtualxid");
    upgrade.end_by("pg_cancel_backend");
    // What is left can only be dropped when the obstacle is gone.
    wait_until([&] {
      return !place.rows("select 1 from pg_stat_activity where query like 'drop index concurrently%'")
                  .empty();
    });
    obstacle.go_away();
    const auto error = thrown<ExecutionError>([&] { upgrade.outcome(); });
    CHECK(error.step().code == "57014");
    CHECK(error.database_state().kind() == CatalogState::Kind::at_version);
    CHECK(error.database_state().version() == Version{5});
  }
  CHECK(indexes(place).empty());
  CHECK(outcomes_of_6(place) == Strings{"failed"});
  CHECK(place.upgrade(set).steps == 1);
  CHECK(indexes(place) == Strings{"by_name"});
}

TEST_CASE("an index that the rows do not allow leaves nothing behind", "[outside]") {
  RUNG_ON_POSTGRESQL(place);
  const MigrationSet set = outside_6("create unique index concurrently by_name on t5 (name)");
  place.upgrade({tables(5, 5)});
  place.rows("insert into t5 values (8, 'twice'), (9, 'twice')");
  const auto error = thrown<ExecutionError>([&] { place.upgrade(set); });
  CHECK(error.step().code == "23505");
  CHECK(error.step().statement == 1);
  CHECK(error.database_state().version() == Version{5});
  CHECK(indexes(place).empty());

  place.rows("delete from t5 where id = 9");
  CHECK(place.upgrade(set).steps == 1);
  CHECK(indexes(place) == Strings{"by_name"});
}

TEST_CASE("an invalid index that somebody else has left is not taken for the step's own", "[outside]") {
  RUNG_ON_POSTGRESQL(place);
  place.upgrade({tables(5, 5)});
  place.rows("insert into t5 values (8, 'twice'), (9, 'twice')");
  CHECK_THROWS(place.rows("create unique index concurrently by_name on t5 (name)"));
  REQUIRE(indexes(place) == Strings{"by_name invalid"});
  // PostgreSQL would pass over it with a notice.
  CHECK(place.upgrade(outside_6("create index concurrently if not exists by_name on t5 (name)")).steps == 1);
  CHECK(indexes(place) == Strings{"by_name"});
}

TEST_CASE("an index that was built before its run was cut off is not built again", "[outside]") {
  RUNG_ON_POSTGRESQL(place);
  const MigrationSet set = outside_6(fmt::format("{};\ncall wait_for_test();", create_index));
  place.upgrade({tables(5, 5)});
  place.rows("create procedure wait_for_test() language sql as 'select pg_advisory_xact_lock(7)'");
  {
    Obstacle obstacle(place, "select pg_advisory_xact_lock(7)");
    UpgradeBeside upgrade(place, set);
    upgrade.wait_until_stuck("advisory");
    upgrade.end_by("pg_terminate_backend");
    CHECK_THROWS_AS(upgrade.outcome(), InDoubtError);
  }
  const std::string built = place.rows("select oid from pg_class where relname = 'by_name'").front();

  SECTION("of a CALL nobody can tell") {
    const auto error = thrown<LedgerError>([&] { place.upgrade(set); });
    CHECK(error.kind() == LedgerError::Kind::interrupted);
    CHECK(error.database_state().kind() == CatalogState::Kind::partly_applied);
    CHECK(error.database_state().statements_done() == 1);
    CHECK_THAT(error.what(), Contains("statement 2 of 2") && Contains("call wait_for_test()") &&
                                 Contains("does not tell") && Contains("`repair --accept 6`"));
    CHECK(place.check(set).standing == Standing::interrupted);
    // Nothing is forgotten by asking again.
    CHECK_THROWS_AS(place.upgrade(set), LedgerError);
    CHECK_FALSE(place.repair(set, {6}).empty());
    CHECK(place.upgrade(set).steps == 1);
  }
  SECTION("one that was edited since is refused, and accepted by hand") {
    const MigrationSet edited = outside_6(fmt::format("{};\nselect 1;", create_index));
    const auto error = thrown<LedgerError>([&] { place.upgrade(edited); });
    CHECK(error.kind() == LedgerError::Kind::interrupted);
    CHECK_THAT(error.what(), Contains("edited since") && Contains("`repair --accept 6`"));
    CHECK_FALSE(place.repair(edited, {6}).empty());
    CHECK(place.upgrade(edited).steps == 1);
  }
  CHECK(place.rows("select oid from pg_class where relname = 'by_name'") == Strings{built});
  CHECK(indexes(place) == Strings{"by_name"});
  CHECK(place.check({}).version == Version{6});
}

TEST_CASE("a concurrent build waits for as long as it takes, other statements for lock_timeout",
          "[outside][locks]") {
  RUNG_ON_POSTGRESQL(place);
  constexpr std::chrono::milliseconds lock_timeout{50};
  UpgradeOptions options;
  options.lock_timeout = lock_timeout;
  place.upgrade({tables(5, 5)});

  SECTION("a concurrent build") {
    const MigrationSet set = outside_6(std::string("select 1;\n") + create_index);
    Obstacle obstacle(place, write_into_table);
    UpgradeBeside upgrade(place, set, options);
    upgrade.wait_until_stuck("virtualxid", 4 * lock_timeout);
    obstacle.go_away();
    CHECK(upgrade.outcome().steps == 1);
    CHECK(indexes(place) == Strings{"by_name"});
  }
  SECTION("another statement of such a step") {
    const MigrationSet set = outside_6(std::string(create_index) + ";\nalter table t5 add column more text");
    Heard heard;
    options.observer = &heard;
    // It may read beside a build, and not beside an ALTER TABLE.
    const Obstacle obstacle(place, "select * from t5", "reporting");
    const auto error = thrown<ExecutionError>([&] { place.upgrade(set, options); });
    CHECK(error.step().code == "55P03");
    CHECK(error.step().statement == 2);
    CHECK_THAT(error.what(), Contains("reporting"));
    CHECK(error.database_state().kind() == CatalogState::Kind::partly_applied);
    CHECK(error.database_state().statements_done() == 1);
    CHECK(error.may_retry());
  }
}

TEST_CASE("settings of a step outside a transaction do not reach the next step, nor the caller",
          "[outside][settings]") {
  RUNG_ON_POSTGRESQL(place);
  place.with_session([&](soci::session& session, Database& database) {
    session << "set statement_timeout = '77min'";
    session << "set lock_timeout = '66min'";
    const MigrationSet set{tables(5, 5) +
                           script(6,
                                  fmt::format("set statement_timeout = '1h'; set search_path = pg_catalog; "
                                              "create index concurrently by_name on public.t5 (name)"),
                                  "", Transaction::none) +
                           tables(7, 7)};
    CHECK(Upgrader(database, set).run().steps == 3);
    CHECK(value(session, "show statement_timeout") == "77min");
    CHECK(value(session, "show lock_timeout") == "66min");
    CHECK(value(session, "show search_path") == "\"$user\", public");
  });
  CHECK(place.rows("select relnamespace::regnamespace from pg_class where relname = 't7'") ==
        Strings{"public"});
}

TEST_CASE("what an earlier statement has set is set again when a step goes on behind it", "[outside]") {
  RUNG_ON_POSTGRESQL(place);
  place.execute("create schema annex");
  const std::string before = "set search_path = annex; create table here (id int); ";
  const auto error =
      thrown<ExecutionError>([&] { place.upgrade(outside_6(before + "vacuum no_such_table")); });
  CHECK(error.step().statement == 3);
  CHECK(place.upgrade(outside_6(before + "create index concurrently here_id on here (id)")).steps == 1);
  CHECK(place.rows("select indexname from pg_indexes where schemaname = 'annex'") == Strings{"here_id"});
}

TEST_CASE("a statement that must stand alone is not sent once the lock was given away", "[outside]") {
  RUNG_ON_POSTGRESQL(place);
  const auto error =
      thrown<ExecutionError>([&] { place.upgrade(outside_6("select pg_advisory_unlock_all(); vacuum t5")); });
  CHECK_THAT(error.step().cause, Contains("does not hold the migration lock any more"));
  CHECK(error.database_state().statements_done() == 1);
}

TEST_CASE("a statement that took longer than statement_timeout is told to have", "[scripts]") {
  RUNG_ON_POSTGRESQL(place);
  const MigrationSet set{script(1, "set local statement_timeout = '20ms'; select pg_sleep(60)", "")};
  const auto error = thrown<ExecutionError>([&] { place.upgrade(set); });
  CHECK(error.step().code == "57014");
  CHECK_THAT(error.what(), Contains("statement_timeout"));
  CHECK_FALSE(error.may_retry());
}
