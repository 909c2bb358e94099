#include <fmt/format.h>
#include <fmt/ranges.h>

#include "contract/postgresql/interference.hpp"
#include "contract/sets.hpp"

using namespace rung;
using namespace rung::test;
using Catch::Contains;
using Strings = std::vector<std::string>;

namespace {

UpgradeOptions impatient(Observer* observer = nullptr) {
  UpgradeOptions options;
  options.lock_timeout = std::chrono::milliseconds(10);
  options.observer = observer;
  return options;
}

MigrationSet altered_t1() {
  return {tables(1, 1) + tables(2, 2) + script(3, "alter table t1 add column more text", "")};
}

}  // namespace

TEST_CASE("a segment that waits too long for a lock is tried again, and then tells who was in the way",
          "[locks]") {
  RUNG_ON_POSTGRESQL(place);
  place.upgrade({tables(1, 1)});
  Heard heard;
  {
    Obstacle obstacle(place, "select * from t1", "reporting");
    const auto error = thrown<ExecutionError>([&] { place.upgrade(altered_t1(), impatient(&heard)); });
    CHECK(error.step().version == Version{3});
    CHECK(error.step().statement == 1);
    CHECK(error.step().code == "55P03");
    CHECK(error.may_retry());
    CHECK(error.database_state().version() == Version{1});
    CHECK_THAT(error.what(),
               Contains("reporting") && Contains("process " + obstacle.process()) && Contains("t1"));
  }
  REQUIRE(heard.retries.size() == 9);
  for (const std::string& why : heard.retries) CHECK_THAT(why, Contains("reporting"));
  CHECK(place.steps() == Strings{"up 1 done", "up 3 failed"});
  CHECK(place.upgrade(altered_t1(), impatient()).steps == 2);
}

TEST_CASE("a segment that gets its lock at a later try executes each step once", "[locks]") {
  RUNG_ON_POSTGRESQL(place);
  place.upgrade({tables(1, 1)});
  Obstacle obstacle(place, "lock table t1");
  Heard heard;
  heard.on_retry = [&] { obstacle.go_away(); };
  CHECK(place.upgrade(altered_t1(), impatient(&heard)).steps == 2);
  CHECK(heard.retries.size() == 1);
  CHECK(place.steps() == Strings{"up 1 done", "up 2 done", "up 3 done"});
  CHECK(place.verify(altered_t1()).empty());
}

TEST_CASE("of two that wait for each other, the run begins its segment again", "[locks]") {
  RUNG_ON_POSTGRESQL(place);
  place.upgrade({tables(1, 2)});
  const MigrationSet set{tables(1, 2) + script(3, "lock table t1; lock table t2", "")};
  // The server looks for deadlocks once a session has waited for a second; whoever finds one is the victim.
  Obstacle obstacle(place, "set local deadlock_timeout = '1min'; lock table t2");
  Heard heard;
  UpgradeOptions options;
  options.lock_timeout = std::chrono::milliseconds(0);
  options.observer = &heard;
  UpgradeBeside upgrade(place, set, options);
  upgrade.wait_until_stuck("relation");
  obstacle.execute("lock table t1; rollback");
  CHECK(upgrade.outcome().steps == 1);
  REQUIRE(heard.retries.size() == 1);
  CHECK_THAT(heard.retries.front(), Contains("deadlock"));
}

TEST_CASE("whoever waits is told who holds the lock, and how far that run is", "[locks]") {
  RUNG_ON_POSTGRESQL(place);
  LockError error("", {}, "", CatalogState::untouched());
  Heard heard;
  std::string process;
  // Another program starts while step 2 of 3 is at work.
  const auto start_another = [&](soci::session& session) {
    process = value(session, "select pg_backend_pid()");
    UpgradeOptions options;
    options.lock_wait = std::chrono::milliseconds(20);
    options.observer = &heard;
    error = thrown<LockError>([&] { place.upgrade({tables(1, 1)}, options); });
  };
  CHECK(place.upgrade({tables(1, 1) + routine(2, start_another) + tables(3, 3)}).steps == 3);
  CHECK_THAT(error.holder(),
             Contains("rung main 2/3") && Contains("process " + process) && Contains("rung_owner"));
  CHECK_THAT(error.what(), Contains(error.holder()));
  REQUIRE_FALSE(heard.waits.empty());
  CHECK(heard.waits.front() == error.holder());
}

TEST_CASE("progress is seen by roles that may nothing, and the caller's name is given back", "[locks]") {
  RUNG_ON_POSTGRESQL(place);
  const Stranger stranger(place);
  Strings seen;
  const auto look = [&](soci::session& session) {
    seen.push_back(place.client(stranger.name())
                       .rows(fmt::format("select application_name from pg_stat_activity where pid = {}",
                                         value(session, "select pg_backend_pid()")))
                       .front());
  };
  const MigrationSet set{tables(1, 1) + routine(2, look) + script(3, "vacuum t1", "", Transaction::none) +
                         routine(4, look)};
  place.with_session_of(
      "rung_owner", "application_name=billing", [&](soci::session& session, Database& database) {
        CHECK(Upgrader(database, set).run().steps == 4);
        CHECK(seen == Strings{"rung main 2/4", "rung main 4/4"});
        CHECK(value(session, "show application_name") == "billing");
        CHECK_THROWS_AS(
            Upgrader(database, {tables(1, 1) + routine(2, look) +
                                script(3, "vacuum t1", "", Transaction::none) + routine(4, look) + broken(5)})
                .run(),
            ExecutionError);
        CHECK(value(session, "show application_name") == "billing");
      });
}

TEST_CASE("a run reads what is committed and writes, whatever the session's default", "[locks][settings]") {
  RUNG_ON_POSTGRESQL(place);
  place.upgrade({tables(1, 1)});
  Strings seen;
  const auto look = [&](soci::session& session) {
    seen.push_back(value(session, "show transaction_isolation"));
    // By another session, while this run goes on.
    place.rows("insert into t1 values (9, 'meanwhile')");
    seen.push_back(value(session, "select count(*) from t1"));
  };
  place.rows(fmt::format(
      "alter role rung_owner in database {0} set default_transaction_isolation = 'repeatable read'; "
      "alter role rung_owner in database {0} set default_transaction_read_only = on",
      place.name()));
  place.with_session([&](soci::session& session, Database& database) {
    CHECK(Upgrader(database, {tables(1, 1) + routine(2, look) + tables(3, 3)}).run().steps == 2);
    CHECK(seen == Strings{"read committed", "2"});
    CHECK(value(session, "show default_transaction_isolation") == "repeatable read");
    CHECK(value(session, "show default_transaction_read_only") == "on");
  });
}

TEST_CASE("no lock is left when a run has ended, however it ended", "[locks]") {
  RUNG_ON_POSTGRESQL(place);
  place.with_session([&](soci::session& session, Database& database) {
    const std::string vacuum = "vacuum t5";
    Upgrader{database, outside_6(vacuum)}.run();
    CHECK_THROWS_AS(
        Upgrader(database, {tables(5, 5) + script(6, vacuum, "", Transaction::none) + broken(7)}).run(),
        ExecutionError);
    CHECK_THROWS_AS(Upgrader(database, {tables(5, 5) + script(6, vacuum, "", Transaction::none) +
                                        script(8, "vacuum no_such_table", "", Transaction::none)})
                        .run(),
                    ExecutionError);
    CHECK(value(session,
                "select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()") ==
          "0");
  });
}

TEST_CASE("a descent lists who else is connected, and refuses where it was to be alone", "[locks]") {
  RUNG_ON_POSTGRESQL(place);
  const MigrationSet set{tables(1, 2)};
  place.upgrade(set);
  DowngradeOptions alone = down_as("");
  alone.other_sessions = OtherSessions::refuse;
  {
    PostgresqlClient worker(place.conninfo() + " application_name=worker-7");
    worker.execute("select 1");
    const auto error = refusal(place, [&] { place.downgrade(set, Target::version(1), alone); });
    CHECK(error.kind() == PlanError::Kind::not_exclusive);
    CHECK_THAT(error.what(),
               Contains("1 other session ") && Contains("worker-7 of user rung_owner, since 2"));
    CHECK(place.plan_downgrade(set, Target::version(1)).warnings.size() == 1);
    const Outcome outcome = place.downgrade(set, Target::version(1), down_as(""));
    REQUIRE(outcome.warnings.size() == 1);
    CHECK_THAT(outcome.warnings.front(), Contains("worker-7"));
  }
  place.database().wait_until_alone();
  CHECK(place.downgrade(set, Target::base(), alone).warnings.empty());
}
