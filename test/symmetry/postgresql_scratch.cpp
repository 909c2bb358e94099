#include <algorithm>
#include <chrono>
#include <string>
#include <thread>

#include <soci/soci.h>

#include <rung/error.hpp>
#include <rung/read_schema.hpp>
#include <rung/upgrader.hpp>

#include "support/postgresql_client.hpp"
#include "support/postgresql_server.hpp"
#include "support/subprocess.hpp"
#include "symmetry/scratch.hpp"

// Throwaway databases on a server: what is left of them.

namespace rung::test {
namespace {

PostgresqlClient administrator() {
  return PostgresqlClient(shared_postgresql().conninfo("postgres", "postgres"));
}

std::string name_of(testing::ThrowawayDatabase& database) {
  std::string name;
  database.session() << "select current_database()", soci::into(name);
  return name;
}

bool exists(const std::string& name) {
  return !administrator().rows("select 1 from pg_database where datname = '" + name + "'").empty();
}

/// Another test may be just at dropping it.
bool goes_soon(const std::string& name) {
  constexpr int most_looks = 100;
  for (int look = 0; look < most_looks; ++look) {
    if (!exists(name)) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return false;
}

/// What a program leaves behind that dies: a database whose name it had, and no session. Other tests, which
/// run beside this one, drop such a database: not before `forsake`.
class LeftBehind {
 public:
  LeftBehind() : name_("rung_scratch_" + holder_.rows("select pg_backend_pid()").front() + "_1") {
    holder_.rows("select pg_advisory_lock(hashtextextended('" + name_ + "', 0))");
    holder_.execute("create database " + name_ + " owner rung_maker");
  }
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  void forsake() { holder_.rows("select pg_advisory_unlock(hashtextextended('" + name_ + "', 0))"); }

 private:
  PostgresqlClient holder_ = administrator();
  std::string name_;
};

}  // namespace

TEST_CASE("a scratch database on a server is empty, and gone with its object") {
  if (!can_start_postgresql()) return;
  std::string name;
  {
    testing::ThrowawayDatabase database = testing::postgresql(scratch_url());
    name = name_of(database);
    CHECK(exists(name));
    CHECK(read_schema(database.database()).find("table", "", "public.t") == nullptr);
    database.session() << "create table t(id integer primary key)";
    CHECK(read_schema(database.database()).find("table", "", "public.t") != nullptr);
  }
  CHECK_FALSE(exists(name));
}

TEST_CASE("another scratch database stands beside the first, which may go before it") {
  if (!can_start_postgresql()) return;
  std::string first_name;
  auto first = std::make_unique<testing::ThrowawayDatabase>(testing::postgresql(scratch_url()));
  first_name = name_of(*first);
  testing::ThrowawayDatabase second = first->another();
  CHECK(name_of(second) != first_name);
  first.reset();
  CHECK_FALSE(exists(first_name));
  CHECK(exists(name_of(second)));
}

TEST_CASE("a scratch database that is assigned over is dropped, and the new one lives on") {
  if (!can_start_postgresql()) return;
  testing::ThrowawayDatabase database = testing::postgresql(scratch_url());
  const std::string first = name_of(database);
  database = database.another();
  CHECK_FALSE(exists(first));
  CHECK(exists(name_of(database)));
  Upgrader(database.database(), MigrationSet{{step(1, "create table t(id integer)", "drop table t")}}).run();
}

TEST_CASE("a scratch database that a dead program left behind is dropped by the next one") {
  if (!can_start_postgresql()) return;
  (void)scratch_url();
  LeftBehind left;
  REQUIRE(exists(left.name()));
  left.forsake();
  const testing::ThrowawayDatabase database = testing::postgresql(scratch_url());
  CHECK(goes_soon(left.name()));
}

TEST_CASE("a scratch database that is in use is not dropped by others") {
  if (!can_start_postgresql()) return;
  testing::ThrowawayDatabase database = testing::postgresql(scratch_url());
  const std::string name = name_of(database);
  const testing::ThrowawayDatabase other = testing::postgresql(scratch_url());
  CHECK(exists(name));
  // Somebody else's session is enough, even where nobody holds its lock.
  LeftBehind watched;
  const PostgresqlClient watcher(shared_postgresql().conninfo("postgres", watched.name()));
  watched.forsake();
  const testing::ThrowawayDatabase another = testing::postgresql(scratch_url());
  CHECK(exists(watched.name()));
  // While the watcher still stands there: with it gone, the tests beside this one drop it too.
  administrator().execute("drop database " + watched.name() + " with (force)");
}

TEST_CASE("other databases with a like name are left alone") {
  if (!can_start_postgresql()) return;
  (void)scratch_url();
  administrator().execute("create database rung_scratch_of_mine owner rung_maker");
  { const testing::ThrowawayDatabase database = testing::postgresql(scratch_url()); }
  CHECK(exists("rung_scratch_of_mine"));
  administrator().execute("drop database rung_scratch_of_mine");
}

TEST_CASE("a role that may not create databases is told so") {
  if (!can_start_postgresql()) return;
  administrator().execute(
      "do $$ begin create role rung_no_maker login; "
      "exception when duplicate_object or unique_violation then null; end $$");
  CHECK_THROWS_WITH(testing::postgresql(shared_postgresql().url("rung_no_maker", "postgres")),
                    Catch::Contains("permission denied to create database") && Catch::Contains("CREATEDB"));
}

TEST_CASE("a server that cannot be reached is an error without the password") {
  if (!can_start_postgresql()) return;
  CHECK_THROWS_AS(testing::postgresql("postgres://nobody:s3cret@127.0.0.1:1/none"), ConnectionError);
  CHECK_THROWS_WITH(testing::postgresql("postgres://nobody:s3cret@127.0.0.1:1/none"),
                    !Catch::Contains("s3cret") && !Catch::Contains("\n") && Catch::Contains("Check the URL"));
  CHECK_THROWS_AS(testing::postgresql("no url"), ConnectionError);
}

}  // namespace rung::test
