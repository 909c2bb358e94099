#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>

#include <rung/backend/postgresql.hpp>

#include "contract/postgresql/server_place.hpp"
#include "contract/sets.hpp"
#include "support/relay.hpp"

using namespace rung;
using namespace rung::test;
using Strings = std::vector<std::string>;

namespace {

/// A session that is logged in, whose round trips are counted from then on.
class CountedSession {
 public:
  explicit CountedSession(ServerPlace& place)
      : session_(soci::postgresql, relay_.address().conninfo(PostgresqlTestDatabase::owner, place.name())) {
    // SOCI says `set extra_float_digits` by itself.
    relay_.take_requests();
  }

  /// How much longer each round trip takes from now on.
  void delay(std::chrono::milliseconds each) { relay_.delay(each); }
  Database& database() { return database_; }
  std::size_t round_trips() { return requests().size(); }
  Strings requests() { return relay_.take_requests(); }

 private:
  Relay relay_;
  soci::session session_;
  Database database_ = backend::postgresql(session_);
};

/// On an empty database one script stands for all of them.
MigrationSet many(std::int64_t count) {
  return {tables(1, count), {}, InitialScript{Version{count}, Script{"create table initial(id integer)"}}};
}

}  // namespace

TEST_CASE("a boot with nothing to do is one round trip, with ten thousand migrations", "[wire]") {
  RUNG_ON_POSTGRESQL(place);
  const MigrationSet set = many(10000);
  place.upgrade(set);
  CountedSession session(place);
  UpgradeOptions options;
  SECTION("with no schema option") {}
  SECTION("with a schema option") { options.ledger.schema = "public"; }

  CHECK(Upgrader(session.database(), set, options).run().steps == 0);
  CHECK(session.round_trips() == 1);
  CHECK(check(session.database(), set, options).standing == Standing::current);
  CHECK(session.round_trips() == 1);
}

// How many steps go together is found out by how long a message takes; behind the delay it does not matter
// how busy the machine is.
TEST_CASE("a thousand small steps share few round trips over a network", "[wire]") {
  RUNG_ON_POSTGRESQL(place);
  const MigrationSet set{one_table_and_rows(1001)};
  CountedSession session(place);
  session.delay(std::chrono::milliseconds(20));
  CHECK(Upgrader(session.database(), set).run().steps == 1001);
  const std::size_t up = session.round_trips();
  CHECK(Downgrader(session.database(), set).run(Target::version(1)).steps == 1000);
  const std::size_t down = session.round_trips();
  CAPTURE(up, down);
  CHECK(up < 30);
  CHECK(down < 30);
}

TEST_CASE("rows of the ledger are written while a long run goes on, not kept to its end", "[wire]") {
  RUNG_ON_POSTGRESQL(place);
  CountedSession session(place);
  Upgrader(session.database(), {one_table_and_rows(1500)}).run();
  const Strings requests = session.requests();
  const auto first_with = [](auto begin, auto end, const char* text) {
    return std::find_if(begin, end,
                        [&](const std::string& sql) { return sql.find(text) != std::string::npos; });
  };
  const auto rows = first_with(requests.begin(), requests.end(), "insert into \"public\".\"rung_ledger\"");
  REQUIRE(rows != requests.end());
  CHECK(first_with(rows + 1, requests.end(), "insert into t1") != requests.end());
}

TEST_CASE("a step that is committed by itself costs two round trips", "[wire]") {
  RUNG_ON_POSTGRESQL(place);
  CountedSession session(place);
  UpgradeOptions options;
  options.grouping = Grouping::step;
  Upgrader{session.database(), {tables(1, 10)}, options}.run();
  session.round_trips();
  Upgrader{session.database(), {tables(1, 20)}, options}.run();
  const std::size_t ten = session.round_trips();
  Upgrader{session.database(), {tables(1, 40)}, options}.run();
  const std::size_t twenty = session.round_trips();
  CAPTURE(ten, twenty);
  // Its statements; and its record with the commit and the next one's beginning.
  CHECK(twenty - ten == 2 * 10);
}
