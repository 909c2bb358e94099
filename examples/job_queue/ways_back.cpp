// Every down of the job queue is the inverse of its up; and the whole way back, with the rows of a queue in
// use.
#include <memory>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <soci/soci.h>

#include <rung/downgrader.hpp>
#include <rung/error.hpp>
#include <rung/testing/catch2.hpp>
#include <rung/upgrader.hpp>

#include "address.hpp"
#include "routines.hpp"
#include "seeds.hpp"
#include "support/postgresql_server.hpp"
#include "support/test_database.hpp"
#include "symmetry.hpp"

namespace {

constexpr int newest = 42;
constexpr int irreversible = 6;

/// An empty queue, which is filled as it climbs.
class Climber {
 public:
  explicit Climber(const std::string& backend) : place_(rung::test::fresh_database(backend)) {
    up_.program = down_.program = "ways_back";
    down_.hold = rung::Hold::none;
    down_.from = rung::StartingPoint::any_known;
  }

  void up_to(int version) { (void)rung::Upgrader{database_, set_, up_}.run(rung::Target::version(version)); }
  void down_to(const rung::Target& target) { (void)rung::Downgrader{database_, set_, down_}.run(target); }

  void seed(int version) {
    const auto found = job_queue::seeds.find(version);
    if (found == job_queue::seeds.end()) return;
    for (const std::string_view statement : found->second) execute(statement);
  }

  void climb_and_seed() {
    for (int version = 1; version <= newest; ++version) {
      up_to(version);
      seed(version);
    }
  }

  void execute(std::string_view statement) { *session_ << statement; }

  /// The first column of every row.
  std::vector<std::string> column(const std::string& query) {
    std::vector<std::string> values;
    std::string value;
    soci::statement statement = (session_->prepare << query, soci::into(value));
    statement.execute();
    while (statement.fetch()) values.push_back(value);
    return values;
  }

  /// Schema and rows.
  std::string image() { return place_->image(); }

 private:
  std::unique_ptr<rung::test::TestDatabase> place_;
  std::unique_ptr<soci::session> session_ = place_->open();
  rung::Database database_ = place_->wrap(*session_);
  rung::MigrationSet set_ = job_queue::migrations(place_->dialect());
  rung::UpgradeOptions up_;
  rung::DowngradeOptions down_;
};

std::string each_backend() { return GENERATE(from_range(rung::test::backends())); }

const std::string jobs_at_newest = "select cast(id as text) || name || input || state from job order by id";
const std::string places_at_newest =
    "select name || ' ' || host || ' ' || coalesce(cast(port as text), '') from worker order by name";

}  // namespace

TEST_CASE("every down of the job queue is the inverse of its up on SQLite") {
  REQUIRE_SYMMETRIC(job_queue::migrations(rung::Dialect::sqlite), rung::testing::sqlite(),
                    job_queue::symmetry_options(rung::Dialect::sqlite));
}

TEST_CASE("every down of the job queue is the inverse of its up on PostgreSQL") {
  if (!rung::test::can_start_postgresql()) return;
  const std::string server = rung::test::shared_postgresql().url("postgres", "postgres");
  REQUIRE_SYMMETRIC(job_queue::migrations(rung::Dialect::postgresql), rung::testing::postgresql(server),
                    job_queue::symmetry_options(rung::Dialect::postgresql));
}

TEST_CASE("the whole way down and up again keeps what the oldest reachable schema has room for") {
  const std::string backend = each_backend();
  CAPTURE(backend);
  Climber queue(backend);
  queue.climb_and_seed();
  const auto jobs = queue.column(jobs_at_newest);
  const auto tenants = queue.column("select cast(id as text) || slug from tenant order by id");
  const auto places = queue.column(places_at_newest);

  queue.down_to(rung::Target::version(irreversible));
  CHECK(queue.column("select address from worker order by name") ==
        std::vector<std::string>{"[::1]:80", "plain", "::1", "[fe80::1]:8080", "db1:5432"});
  CHECK(queue.column("select cast(id as text) || name || payload || state from job order by id") == jobs);

  queue.up_to(newest);
  CHECK(queue.column(jobs_at_newest) == jobs);
  CHECK(queue.column("select cast(id as text) || slug from tenant order by id") == tenants);
  CHECK(queue.column(places_at_newest) == places);
}

TEST_CASE("two schedules that the older schema has no room for stop the descent, and nothing is changed") {
  const std::string backend = each_backend();
  CAPTURE(backend);
  Climber queue(backend);
  queue.climb_and_seed();
  queue.execute("insert into schedule (workflow_id, cron, time_zone) values (1, '0 3 * * *', 'Europe/Bern')");
  const std::string before = queue.image();
  CHECK_THROWS_AS(queue.down_to(rung::Target::release("v1.0")), rung::ExecutionError);
  CHECK(queue.image() == before);
}

TEST_CASE("a cancelled job has failed, to a schema that knows no cancelling") {
  const std::string backend = each_backend();
  CAPTURE(backend);
  Climber queue(backend);
  queue.climb_and_seed();
  queue.execute("update job set state = 'cancelled', finished_at = '2026-02-01' where id = 7");
  queue.down_to(rung::Target::release("v0.5"));
  CHECK(queue.column("select state from job where id = 7") == std::vector<std::string>{"failed"});
}

TEST_CASE("a program meets the same versions, ways back and older readers on both databases") {
  const rung::MigrationSet sqlite = job_queue::migrations(rung::Dialect::sqlite);
  const rung::MigrationSet postgresql = job_queue::migrations(rung::Dialect::postgresql);
  REQUIRE(sqlite.size() == newest);
  REQUIRE(postgresql.size() == newest);
  for (std::size_t i = 0; i < sqlite.size(); ++i) {
    CAPTURE(sqlite[i].name());
    CHECK(sqlite[i].version() == postgresql[i].version());
    CHECK(sqlite[i].reversible() == postgresql[i].reversible());
    CHECK(sqlite[i].oldest_reader() == postgresql[i].oldest_reader());
  }
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
