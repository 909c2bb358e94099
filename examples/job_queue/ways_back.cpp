// Every down of the job queue is the inverse of its up: for the schema, and for the rows of a queue in use.
#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <rung/backend/sqlite3.hpp>
#include <rung/downgrader.hpp>
#include <rung/error.hpp>
#include <rung/upgrader.hpp>

#include "address.hpp"
#include "routines.hpp"
#include "seeds.hpp"

namespace {

constexpr int newest = 42;
constexpr int irreversible = 6;

std::vector<std::string> column(soci::session& sql, const std::string& query) {
  std::vector<std::string> values;
  std::string value;
  soci::statement statement = (sql.prepare << query, soci::into(value));
  statement.execute();
  while (statement.fetch()) values.push_back(value);
  return values;
}

/// White space and quotes are what differs in the text of an object that is built again.
std::string bare(std::string text) {
  const auto is_noise = [](char c) { return c == ' ' || c == '\n' || c == '"'; };
  text.erase(std::remove_if(text.begin(), text.end(), is_noise), text.end());
  return text;
}

/// Every object with its text, and every row of every table and view, a line each; rung's and SQLite's own
/// tables aside.
std::vector<std::string> snapshot(soci::session& sql) {
  const std::string own =
      " from sqlite_schema where tbl_name not like 'rung%' and tbl_name not like 'sqlite%' and sql is not "
      "null";
  std::vector<std::string> lines;
  for (const std::string& object : column(sql, "select type || ' ' || name || ' ' || sql" + own)) {
    lines.push_back(bare(object));
  }
  for (const std::string& table : column(sql, "select name" + own + " and type in ('table', 'view')")) {
    std::string columns =
        "select group_concat('quote(' || name || ')', '||'',''||') from pragma_table_xinfo('";
    columns.append(table).append("')");
    const auto values = column(sql, columns);
    for (const std::string& row : column(sql, "select " + values.front() + " from " + table)) {
      lines.push_back(table);
      lines.back().append(": ").append(row);
    }
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

/// A queue in memory, which is filled as it climbs.
class Climber {
 public:
  Climber() {
    up_.program = down_.program = "ways_back";
    down_.hold = rung::Hold::none;
    down_.from = rung::StartingPoint::any_known;
  }

  void up_to(int version) { (void)rung::Upgrader{database_, set_, up_}.run(rung::Target::version(version)); }
  void down_to(const rung::Target& target) { (void)rung::Downgrader{database_, set_, down_}.run(target); }

  void seed(int version) {
    sql_ << "pragma foreign_keys = on";
    const auto found = job_queue::seeds.find(version);
    if (found == job_queue::seeds.end()) return;
    for (const std::string_view statement : found->second) sql_ << statement;
  }

  void climb_and_seed() {
    for (int version = 1; version <= newest; ++version) {
      up_to(version);
      seed(version);
    }
  }

  soci::session& sql() { return sql_; }

 private:
  soci::session sql_{soci::sqlite3, ":memory:"};
  rung::Database database_ = rung::backend::sqlite3(sql_);
  rung::MigrationSet set_ = job_queue::migrations();
  rung::UpgradeOptions up_;
  rung::DowngradeOptions down_;
};

}  // namespace

TEST_CASE("each step goes up, down and up again, and leaves schema and rows as they were") {
  Climber queue;
  for (int version = 1; version <= newest; ++version) {
    INFO("version " << version);
    const auto before = snapshot(queue.sql());
    queue.up_to(version);
    if (version != irreversible) {
      const auto after = snapshot(queue.sql());
      REQUIRE(before != after);
      queue.down_to(rung::Target::steps(-1));
      REQUIRE(snapshot(queue.sql()) == before);
      queue.up_to(version);
      REQUIRE(snapshot(queue.sql()) == after);
    }
    queue.seed(version);
  }
}

TEST_CASE("the whole way down and up again keeps what the oldest reachable schema has room for") {
  Climber queue;
  queue.climb_and_seed();
  const auto jobs = column(queue.sql(), "select id || name || input || state from job order by id");
  const auto tenants = column(queue.sql(), "select id || slug from tenant order by id");
  const auto places =
      column(queue.sql(), "select name || host || coalesce(port, '') from worker order by name");

  queue.down_to(rung::Target::version(irreversible));
  CHECK(column(queue.sql(), "select address from worker order by name") ==
        std::vector<std::string>{"[::1]:80", "plain", "::1", "[fe80::1]:8080", "db1:5432"});
  CHECK(column(queue.sql(), "select id || name || payload || state from job order by id") == jobs);

  queue.up_to(newest);
  CHECK(column(queue.sql(), "select id || name || input || state from job order by id") == jobs);
  CHECK(column(queue.sql(), "select id || slug from tenant order by id") == tenants);
  CHECK(column(queue.sql(), "select name || host || coalesce(port, '') from worker order by name") == places);
}

TEST_CASE("two schedules that the older schema has no room for stop the descent, and nothing is changed") {
  Climber queue;
  queue.climb_and_seed();
  queue.sql() << "insert into schedule (workflow_id, cron, time_zone) values (1, '0 3 * * *', 'Europe/Bern')";
  const auto before = snapshot(queue.sql());
  CHECK_THROWS_AS(queue.down_to(rung::Target::release("v1.0")), rung::ExecutionError);
  CHECK(snapshot(queue.sql()) == before);
}

TEST_CASE("a cancelled job has failed, to a schema that knows no cancelling") {
  Climber queue;
  queue.climb_and_seed();
  queue.sql() << "update job set state = 'cancelled', finished_at = '2026-02-01' where id = 7";
  queue.down_to(rung::Target::release("v0.5"));
  CHECK(column(queue.sql(), "select state from job where id = 7") == std::vector<std::string>{"failed"});
}

TEST_CASE("an address comes back from its host and port to the letter") {
  for (const char* address : {"", ":", "::", ":1", ":0", "db1", "db1:5432", "db1:65536", "db1:080", "db1:",
                              "[::1]:80", "[::1]", "::1", "[db1]:80", "a:b:1", "[]:1", "[:]:5", "[", "]:1"}) {
    INFO(address);
    CHECK(job_queue::join_address(job_queue::split_address(address)) == address);
  }
  const job_queue::Place place = job_queue::split_address("[fe80::1]:8080");
  CHECK(place.host == "fe80::1");
  CHECK(place.port == 8080);
  CHECK_FALSE(job_queue::split_address("::1").port);
}
