#include "support/pooler.hpp"

#include <atomic>
#include <thread>

#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>

#include <rung/backend/postgresql.hpp>
#include <rung/read_schema.hpp>

#include "contract/postgresql/server_place.hpp"
#include "contract/sets.hpp"

using namespace rung;
using namespace rung::test;
using Catch::Contains;
using Strings = std::vector<std::string>;

namespace {

/// A program's session through a pooler.
class PooledSession {
 public:
  PooledSession(const Pooler& pooler, ServerPlace& place)
      : session_(soci::postgresql, pooler.address().conninfo(PostgresqlTestDatabase::owner, place.name())) {}

  soci::session& session() { return session_; }
  Database& database() { return database_; }

 private:
  soci::session session_;
  Database database_ = backend::postgresql(session_);
};

/// Upgrades in as many programs at once; how many of them did it or found it done.
std::size_t upgrade_at_once(std::size_t count, const Pooler& pooler, ServerPlace& place,
                            const MigrationSet& set) {
  std::atomic<std::size_t> done{0};
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < count; ++i) {
    threads.emplace_back([&] {
      try {
        PooledSession program(pooler, place);
        Upgrader{program.database(), set}.run();
        ++done;
      } catch (const std::exception& error) {
        UNSCOPED_INFO(error.what());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  return done;
}

std::string advisory_locks(ServerPlace& place) {
  return place
      .rows(
          "select count(*) from pg_locks l join pg_database d on d.oid = l.database "
          "where l.locktype = 'advisory' and d.datname = current_database()")
      .front();
}

}  // namespace

#define RUNG_BEHIND_POOLER(pooler, pool_size, place) \
  if (!rung::test::can_start_pooler()) return;       \
  rung::test::ServerPlace place;                     \
  const rung::test::Pooler pooler(pool_size)

TEST_CASE("behind a pooler a schema is read again and again, and nothing is left in its sessions",
          "[pooler]") {
  RUNG_BEHIND_POOLER(pooler, 1, place);
  place.execute("create table t1(id integer primary key)");
  PooledSession program(pooler, place);
  for (int i = 0; i < 3; ++i)
    CHECK(read_schema(program.database()).find("table", "", "public.t1") != nullptr);
  int prepared = -1;
  program.session() << "select count(*) from pg_prepared_statements where name ~ 'rung'",
      soci::into(prepared);
  CHECK(prepared == 0);
}

TEST_CASE("a pooler of transactions may stand between: up, down, and a routine", "[pooler]") {
  RUNG_BEHIND_POOLER(pooler, 3, place);
  const auto split = [](soci::session& session) { session << "insert into t1 select id + 1, name from t1"; };
  const MigrationSet set{tables(1, 2) + routine(3, split) + tables(4, 5)};
  PooledSession program(pooler, place);
  for (const Grouping grouping : {Grouping::run, Grouping::step}) {
    UpgradeOptions options;
    options.grouping = grouping;
    options.held_program = HeldProgram::release;
    CHECK(check(program.database(), set).standing != Standing::current);
    CHECK(Upgrader(program.database(), set, options).run().steps == 5);
    CHECK(check(program.database(), set).standing == Standing::current);
    CHECK(place.rows("select count(*) from t1") == Strings{"2"});
    DowngradeOptions down;
    down.grouping = grouping;
    CHECK(Downgrader(program.database(), set, down).run(Target::base()).steps == 5);
  }
  CHECK(advisory_locks(place) == "0");
}

TEST_CASE("programs that boot at once behind a pooler apply each step once", "[pooler]") {
  const std::size_t programs = GENERATE(2U, 20U);
  RUNG_BEHIND_POOLER(pooler, 5, place);
  const MigrationSet set{tables(1, 20)};
  CHECK(upgrade_at_once(programs, pooler, place, set) == programs);
  CHECK(place.history().size() == 20);
  CHECK(place.verify(set).empty());
  CHECK(advisory_locks(place) == "0");
}

TEST_CASE("what a run sets does not reach the next client of its server session", "[pooler]") {
  RUNG_BEHIND_POOLER(pooler, 1, place);
  const char* const settings =
      "select concat_ws(' | ', pg_backend_pid(), current_setting('search_path'), "
      "current_setting('statement_timeout'), "
      "current_setting('lock_timeout'), current_setting('work_mem'), current_setting('application_name'), "
      "current_setting('client_encoding'), current_setting('transaction_isolation'), current_user)";
  PooledSession bystander(pooler, place);
  const std::string before = value(bystander.session(), settings);
  const std::string text =
      "set work_mem = '1MB'; set statement_timeout = '1h'; select set_config('search_path', '', false);";
  PooledSession program(pooler, place);
  Upgrader{program.database(), {script(1, text, "") + tables(2, 2)}}.run();
  CHECK(value(bystander.session(), settings) == before);
  CHECK_THROWS_AS(
      Upgrader(program.database(), {script(1, text, "") + tables(2, 2) + script(3, text, "") + broken(4)})
          .run(),
      ExecutionError);
  CHECK(value(bystander.session(), settings) == before);
}

TEST_CASE("whoever waits behind a pooler keeps no session from those who work", "[pooler]") {
  RUNG_BEHIND_POOLER(pooler, 2, place);
  LockError error("", {}, "", CatalogState::untouched());
  // The run has one of the two sessions, and whoever waits asks again and again by the other.
  const auto start_others = [&](soci::session& /*session*/) {
    PooledSession waiting(pooler, place);
    UpgradeOptions options;
    options.lock_wait = std::chrono::milliseconds(50);
    error = thrown<LockError>([&] { Upgrader{waiting.database(), {tables(1, 1)}, options}.run(); });
    PooledSession other(pooler, place);
    CHECK(value(other.session(), "select 1") == "1");
  };
  PooledSession program(pooler, place);
  CHECK(Upgrader(program.database(), {tables(1, 1) + routine(2, start_others)}).run().steps == 2);
  CHECK_THAT(error.holder(), Contains("rung main 2/2"));
}

TEST_CASE("a step outside a transaction is refused behind a pooler, before anything is touched", "[pooler]") {
  RUNG_BEHIND_POOLER(pooler, 3, place);
  const MigrationSet set{tables(5, 5) + script(6, "create index concurrently i on t5 (name)",
                                               "drop index concurrently i", Transaction::none)};
  PooledSession program(pooler, place);
  const auto error = refusal(place, [&] { Upgrader{program.database(), set}.run(); });
  CHECK(error.kind() == PlanError::Kind::not_direct);
  CHECK_THAT(error.what(), Contains("proxy") && Contains("Connect to the server directly"));
  CHECK(advisory_locks(place) == "0");
  CHECK(value(program.session(), "select count(*) from pg_tables where tablename = 't5'") == "0");

  CHECK(place.upgrade(set).steps == 2);
  CHECK(Upgrader(program.database(), set).run().steps == 0);
  const auto down = refusal(place, [&] { Downgrader{program.database(), set}.run(Target::base()); });
  CHECK(down.kind() == PlanError::Kind::not_direct);
  CHECK(advisory_locks(place) == "0");
}
