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

using Request = std::function<bool(const std::string& sql)>;

/// An upgrade, or a downgrade to 1, whose connection goes through the relay. Throws what that throws.
void move_through(Relay& relay, ServerPlace& place, const MigrationSet& set, Direction direction,
                  Grouping grouping = Grouping::run) {
  soci::session session(soci::postgresql,
                        relay.address().conninfo(PostgresqlTestDatabase::owner, place.name()));
  Database database = backend::postgresql(session);
  if (direction == Direction::up) {
    UpgradeOptions options;
    options.grouping = grouping;
    Upgrader{database, set, options}.run();
  } else {
    DowngradeOptions options;
    options.grouping = grouping;
    Downgrader{database, set, options}.run(Target::version(1));
  }
}

Request holds(const std::string& text) {
  return [text](const std::string& sql) { return sql.find(text) != std::string::npos; };
}

/// The n-th one from now on, counted from 1.
Request number(int n) {
  return [n](const std::string& /*sql*/) mutable { return --n == 0; };
}

/// "up 2", … : the steps that are done, in order.
Strings steps_done(ServerPlace& place) {
  return place.rows("select direction || ' ' || version from rung_ledger where outcome = 'done' order by id");
}

/// Ordinary statements around one that cannot stand in a transaction.
const char* const outside_text =
    "insert into t1 values (21, 'first');\n"
    "create index concurrently by_name on t1 (name);\n"
    "insert into t1 values (22, 'last');";

MigrationSet with_step_outside() {
  return {tables(1, 1) +
          script(2, outside_text, "drop index concurrently by_name;\ndelete from t1 where id > 20;",
                 Transaction::none) +
          tables(3, 3)};
}

/// That an error claims no more than what another session sees.
void check_claim(ServerPlace& place, const Error& error, Version before) {
  INFO(error.what());
  const Version head = place.head();
  switch (error.database_state().kind()) {
    case CatalogState::Kind::untouched:
      CHECK(head == before);
      break;
    case CatalogState::Kind::at_version:
      CHECK(head == error.database_state().version());
      break;
    case CatalogState::Kind::partly_applied:
      CHECK(head == error.database_state().version());
      CHECK(error.database_state().step() == Version{2});
      break;
    case CatalogState::Kind::unknown:
      CHECK(error.may_retry());
      break;
  }
}

/// Moves the set with the connection cut at the first request, then at the second, until a run comes through.
/// Each error is held against what is so, and the next run finishes; behind the one `when_cut` is called, and
/// `when_finished` behind the other. Returns how many requests there were to cut.
int cut_everywhere(ServerPlace& place, const MigrationSet& set, Grouping grouping,
                   const std::function<void(const Error&)>& when_cut,
                   const std::function<void(Direction)>& when_finished) {
  const Direction direction = GENERATE(Direction::up, Direction::down);
  const Relay::Cut cut = GENERATE(Relay::Cut::before_server, Relay::Cut::before_client);
  Relay relay;
  for (int cuts = 0;; ++cuts) {
    INFO(fmt::format("request {}", cuts + 1));
    place.rows("drop schema public cascade; create schema public authorization rung_owner");
    place.upgrade(direction == Direction::up ? MigrationSet{tables(1, 1)} : set);
    const Version before = place.head();
    relay.cut_at(number(cuts + 1), cut);
    try {
      move_through(relay, place, set, direction, grouping);
      return cuts;
    } catch (const Error& error) {
      place.database().wait_until_alone();
      check_claim(place, error, before);
      when_cut(error);
    } catch (const soci::soci_error&) {
      // While it logged in.
      continue;
    }
    if (direction == Direction::up) {
      place.upgrade(set);
    } else {
      place.downgrade(set, Target::version(1));
    }
    when_finished(direction);
  }
}

}  // namespace

TEST_CASE("a connection that is cut at the commit leaves it unknown, and the next run finds out", "[cuts]") {
  RUNG_ON_POSTGRESQL(place);
  const MigrationSet set{tables(1, 8)};
  const Relay::Cut cut = GENERATE(Relay::Cut::before_server, Relay::Cut::before_client);
  const Direction direction = GENERATE(Direction::up, Direction::down);
  place.upgrade(direction == Direction::up ? MigrationSet{tables(1, 1)} : set);
  const Strings before = steps_done(place);
  Relay relay;
  relay.cut_at(holds("commit;"), cut);
  const auto error = thrown<InDoubtError>([&] { move_through(relay, place, set, direction); });
  CHECK(error.database_state().kind() == CatalogState::Kind::unknown);
  CHECK(error.may_retry());

  place.database().wait_until_alone();
  const bool was_done = cut == Relay::Cut::before_client;
  CHECK((steps_done(place) != before) == was_done);
  if (direction == Direction::up) {
    CHECK(place.upgrade(set).steps == (was_done ? 0 : 7));
    CHECK(place.head() == Version{8});
  } else {
    CHECK(place.downgrade(set, Target::version(1)).steps == (was_done ? 0 : 7));
    CHECK(place.head() == Version{1});
  }
  CHECK(steps_done(place).size() == before.size() + 7);
}

TEST_CASE("a connection that is cut in the middle of steps leaves the catalog where it was", "[cuts]") {
  RUNG_ON_POSTGRESQL(place);
  const MigrationSet set{tables(1, 8)};
  place.upgrade({tables(1, 1)});
  Relay relay;
  relay.cut_at(holds("create table t5"), GENERATE(Relay::Cut::before_server, Relay::Cut::before_client));
  const auto error = thrown<ExecutionError>([&] { move_through(relay, place, set, Direction::up); });
  CHECK(error.database_state().kind() == CatalogState::Kind::at_version);
  CHECK(error.database_state().version() == Version{1});
  CHECK(error.may_retry());
  CHECK(place.upgrade(set).steps == 7);
  CHECK(steps_done(place).size() == 8);
}

TEST_CASE("steps that commit each by itself are all accounted for, wherever the connection is cut",
          "[cuts]") {
  RUNG_ON_POSTGRESQL(place);
  int in_doubt = 0;
  const auto when_cut = [&](const Error& error) {
    if (error.database_state().kind() == CatalogState::Kind::unknown) ++in_doubt;
    CHECK(place.rows("select count(*) from pg_tables where tablename ~ '^t[0-9]'") ==
          place.rows("select head from rung_version"));
  };
  const auto when_finished = [&](Direction direction) {
    CHECK(steps_done(place).size() == (direction == Direction::up ? 5 : 9));
  };
  CHECK(cut_everywhere(place, {tables(1, 5)}, Grouping::step, when_cut, when_finished) > 8);
  // One for each commit, and none besides.
  CHECK(in_doubt == 4);
}

TEST_CASE("an ordinary statement outside a transaction is never executed twice", "[cuts][outside]") {
  RUNG_ON_POSTGRESQL(place);
  const MigrationSet set = with_step_outside();
  place.upgrade({tables(1, 1)});
  Relay relay;
  SECTION("the answer to the statement is lost") {
    relay.cut_at(holds("'first'"), Relay::Cut::before_client);
  }
  SECTION("the statement is lost") { relay.cut_at(holds("'first'"), Relay::Cut::before_server); }
  SECTION("the answer to what makes it permanent is lost") {
    bool is_behind_statement = false;
    relay.cut_at(
        [is_behind_statement](const std::string& sql) mutable {
          is_behind_statement = is_behind_statement || sql.find("'first'") != std::string::npos;
          return is_behind_statement && sql.find("commit") != std::string::npos;
        },
        Relay::Cut::before_client);
  }
  CHECK_THROWS_AS(move_through(relay, place, set, Direction::up), ExecutionError);
  REQUIRE(relay.has_cut());
  CHECK(place.upgrade(set).steps == 2);
  CHECK(place.rows("select name from t1 order by id") == Strings{"row of 1", "first", "last"});
  CHECK(place.check(set).standing == Standing::current);
}

TEST_CASE("an index whose answer was lost is not built again", "[cuts][outside]") {
  RUNG_ON_POSTGRESQL(place);
  const MigrationSet set = with_step_outside();
  place.upgrade({tables(1, 1)});
  Relay relay;
  relay.cut_at(holds("create index concurrently"), Relay::Cut::before_client);
  CHECK_THROWS_AS(move_through(relay, place, set, Direction::up), InDoubtError);
  const Strings built = place.rows("select oid from pg_class where relname = 'by_name'");
  REQUIRE(built.size() == 1);
  CHECK(place.upgrade(set).steps == 2);
  CHECK(place.rows("select oid from pg_class where relname = 'by_name'") == built);
}

TEST_CASE("wherever a connection is cut, no error claims what is not so, and the next run finishes",
          "[cuts]") {
  RUNG_ON_POSTGRESQL(place);
  const auto when_finished = [&](Direction direction) {
    const bool is_up = direction == Direction::up;
    CHECK(place.head() == (is_up ? Version{3} : Version{1}));
    CHECK(steps_done(place).size() == (is_up ? 3 : 5));
    CHECK(place.rows("select string_agg(name, ' ' order by id) from t1") ==
          Strings{is_up ? "row of 1 first last" : "row of 1"});
    CHECK(place.rows("select count(*) from pg_index where not indisvalid") == Strings{"0"});
  };
  CHECK(cut_everywhere(
            place, with_step_outside(), Grouping::run, [](const Error&) {}, when_finished) > 15);
}
