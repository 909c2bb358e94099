#include <fmt/format.h>
#include <soci/soci.h>

#include "contract/sets.hpp"
#include "contract/sqlite3/file_place.hpp"

using namespace rung;
using namespace rung::test;
using Catch::Contains;

namespace {

struct Pragma {
  std::string name;
  std::int64_t callers;  ///< What the caller's session has.
  std::int64_t scripts;  ///< What a script sets.
};

const std::vector<Pragma>& pragmas_in_transactions() {
  static const std::vector<Pragma> pragmas{
      {"automatic_index", 0, 1},    {"cache_size", -777, 55},           {"cell_size_check", 1, 0},
      {"defer_foreign_keys", 0, 1}, {"ignore_check_constraints", 0, 1}, {"legacy_alter_table", 0, 1},
      {"query_only", 0, 0},         {"recursive_triggers", 0, 1},       {"reverse_unordered_selects", 0, 1},
      {"trusted_schema", 0, 1},     {"writable_schema", 0, 1}};
  return pragmas;
}

const std::vector<Pragma>& pragmas_outside() {
  static const std::vector<Pragma> pragmas{
      {"synchronous", 1, 0}, {"temp_store", 2, 1}, {"foreign_keys", 1, 0}};
  return pragmas;
}

std::string script_that_sets(const std::vector<Pragma>& pragmas) {
  std::string text;
  for (const Pragma& pragma : pragmas) text += fmt::format("pragma {} = {};\n", pragma.name, pragma.scripts);
  return text;
}

}  // namespace

TEST_CASE("what a script sets does not reach the next step, nor the caller", "[sqlite3]") {
  FilePlace place;
  const bool fails = GENERATE(false, true);
  place.with_session([&](soci::session& session, Database& database) {
    for (const Pragma& pragma : pragmas_in_transactions())
      session << fmt::format("pragma {} = {}", pragma.name, pragma.callers);
    std::vector<std::int64_t> seen;
    const auto look = [&seen](soci::session& own) {
      for (const Pragma& pragma : pragmas_in_transactions())
        seen.push_back(number(own, "pragma " + pragma.name));
    };
    const MigrationSet set{script(1, script_that_sets(pragmas_in_transactions()), "") + routine(2, look) +
                           (fails ? broken(3) : tables(3, 3))};
    if (fails) {
      CHECK_THROWS_AS(Upgrader(database, set).run(), ExecutionError);
    } else {
      Upgrader{database, set}.run();
    }
    std::vector<std::int64_t> callers;
    std::vector<std::int64_t> afterwards;
    for (const Pragma& pragma : pragmas_in_transactions()) {
      callers.push_back(pragma.callers);
      afterwards.push_back(number(session, "pragma " + pragma.name));
    }
    CHECK(seen == callers);
    CHECK(afterwards == callers);
  });
}

TEST_CASE("what a step outside a transaction sets is given back, too", "[sqlite3]") {
  FilePlace place;
  const bool fails = GENERATE(false, true);
  place.with_session([&](soci::session& session, Database& database) {
    for (const Pragma& pragma : pragmas_outside())
      session << fmt::format("pragma {} = {}", pragma.name, pragma.callers);
    const std::string text =
        script_that_sets(pragmas_outside()) + (fails ? "attach database '/no/such/folder/x' as x;" : "");
    const MigrationSet set{script(1, text, "", Transaction::none)};
    if (fails) {
      CHECK_THROWS_AS(Upgrader(database, set).run(), ExecutionError);
    } else {
      Upgrader{database, set}.run();
    }
    for (const Pragma& pragma : pragmas_outside())
      CHECK(number(session, "pragma " + pragma.name) == pragma.callers);
  });
}

TEST_CASE("what the database stores is none of the session's, and stays", "[sqlite3]") {
  FilePlace place;
  place.upgrade({script(1, "pragma user_version = 5; pragma application_id = 6;", "") +
                 script(2, "pragma journal_mode = wal", "", Transaction::none)});
  CHECK(place.number("pragma user_version") == 5);
  CHECK(place.number("pragma application_id") == 6);
  CHECK(place.text("pragma journal_mode") == "wal");
}

TEST_CASE("a routine that changes settings gives them back", "[sqlite3]") {
  FilePlace place;
  place.with_session([&](soci::session& session, Database& database) {
    session << "pragma recursive_triggers = 0";
    const MigrationSet set{routine(1, [](soci::session& own) { own << "pragma recursive_triggers = 1"; }) +
                           routine(2, [](soci::session& own) {
                             if (number(own, "pragma recursive_triggers") != 0)
                               throw std::runtime_error("a setting leaked");
                           })};
    CHECK(Upgrader{database, set}.run().steps == 2);
    CHECK(number(session, "pragma recursive_triggers") == 0);
  });
}

TEST_CASE("a refused run gives the settings back that it had prepared", "[sqlite3]") {
  FilePlace place;
  place.execute_raw("create table customer(id integer, name text)");
  place.with_session([&](soci::session& session, Database& database) {
    const MigrationSet set{script(1, "create table x(id integer); drop table x;", "")};
    CHECK_THROWS_AS(Upgrader(database, set).run(), PlanError);
    CHECK(number(session, "pragma foreign_keys") == 1);
    CHECK(sqlite3_get_autocommit(handle_of(session)) != 0);
  });
}

TEST_CASE("a plan, a check and a verify leave the file as it is, byte by byte", "[sqlite3]") {
  FilePlace place;
  const bool empty = GENERATE(true, false);
  if (!empty) place.upgrade(v1_4(), as("v1.4"));
  const std::string before = place.bytes();
  place.plan_upgrade(v2_0());
  place.check(v2_0());
  place.verify(v2_0());
  place.history();
  if (!empty) place.plan_downgrade(v1_4(), Target::base());
  place.with_session([](soci::session&, Database& database) {
    report(database, v2_0());
    plan_repair(database, v2_0());
  });
  CHECK(place.bytes() == before);
}

TEST_CASE("a connection that was opened to read only is enough to look", "[sqlite3]") {
  FilePlace place;
  place.upgrade(v1_4(), as("v1.4"));
  soci::session session("sqlite3", "db=" + place.file().path() + " readonly=true");
  Database database = place.database().wrap(session);
  CHECK(rung::check(database, v1_4()).standing == Standing::current);
  CHECK(Upgrader{database, v1_4()}.run().steps == 0);
  CHECK(Downgrader{database, v1_4()}.run(Target::release("v1.4")).steps == 0);
  CHECK(rung::verify(database, v1_4()).empty());
  const auto error = thrown<LedgerError>([&] { Upgrader{database, v2_0()}.run(); });
  CHECK(error.kind() == LedgerError::Kind::unwritable);
  CHECK(error.database_state().kind() == CatalogState::Kind::untouched);
}

TEST_CASE("a file that is no database is a connection error", "[sqlite3]") {
  const TemporaryFolder folder;
  folder.write("notes.txt", std::string(5000, 'x'));
  soci::session session("sqlite3", "db=" + folder.name("notes.txt"));
  Database database = FilePlace().database().wrap(session);
  const auto error = thrown<ConnectionError>([&] { Upgrader{database, v1_4()}.run(); });
  CHECK_FALSE(error.may_retry());
  CHECK_THAT(error.what(), Contains("no database"));
  CHECK_THROWS_AS(rung::check(database, v1_4()), ConnectionError);
}

TEST_CASE("a closed session is a connection error", "[sqlite3]") {
  FilePlace place;
  soci::session session;
  CHECK_THROWS_AS(place.database().wrap(session), ConnectionError);
}

TEST_CASE("a session that may not read the ledger is told so, and what to grant", "[sqlite3]") {
  FilePlace place;
  place.upgrade(v1_4());
  place.with_session([](soci::session& session, Database& database) {
    const auto authorize = [](void* /*none*/, int action, const char* table, const char* /*column*/,
                              const char* /*schema*/, const char* /*trigger*/) {
      const bool is_ours = table != nullptr && std::string_view(table) == "rung_version";
      return action == SQLITE_READ && is_ours ? SQLITE_DENY : SQLITE_OK;
    };
    sqlite3_set_authorizer(handle_of(session), authorize, nullptr);
    const auto error = thrown<LedgerError>([&] { rung::check(database, v1_4()); });
    CHECK(error.kind() == LedgerError::Kind::denied);
    CHECK_THAT(error.what(), Contains("SELECT"));
    CHECK(thrown<LedgerError>([&] { Upgrader{database, v2_0()}.run(); }).kind() == LedgerError::Kind::denied);
    sqlite3_set_authorizer(handle_of(session), nullptr, nullptr);
  });
  CHECK(place.head() == Version{30});
}
