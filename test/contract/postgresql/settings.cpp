#include <fmt/format.h>
#include <fmt/ranges.h>

#include "contract/postgresql/server_place.hpp"
#include "contract/sets.hpp"
#include "port/ports.hpp"

using namespace rung;
using namespace rung::test;
using Catch::Contains;
using Strings = std::vector<std::string>;

namespace {

/// As pg_dump writes it.
const char* const dump =
    "set statement_timeout = 0;\nset lock_timeout = 0;\nset idle_in_transaction_session_timeout = 0;\n"
    "set client_encoding = 'UTF8';\nset standard_conforming_strings = on;\n"
    "select pg_catalog.set_config('search_path', '', false);\nset check_function_bodies = false;\n"
    "set xmloption = content;\nset client_min_messages = warning;\nset row_security = off;\n"
    "set default_tablespace = '';\nset default_table_access_method = heap;\n"
    "create table public.dumped (id integer not null);\n"
    "alter table only public.dumped add constraint dumped_pkey primary key (id);\n";

/// What a session is set to; the role, too.
Strings settings_of(soci::session& session) {
  Strings settings;
  for (const char* const setting :
       {"search_path", "statement_timeout", "client_min_messages", "row_security", "lock_timeout", "role",
        "session_authorization", "work_mem", "client_encoding", "standard_conforming_strings",
        "application_name", "default_transaction_isolation", "datestyle", "deadlock_timeout"}) {
    settings.push_back(value(session, fmt::format("select current_setting('{}')", setting)));
  }
  return settings;
}

struct Disturbance {
  const char* what;
  const char* sql;
};

const std::vector<Disturbance>& disturbances() {
  static const std::vector<Disturbance> all{
      {"a dump", dump},
      {"set role", "set role none"},
      {"set session authorization", "set session authorization rung_reader"},
      {"reset all", "reset all"},
      {"reset role", "reset role; reset session authorization"},
      {"set local", "set local search_path = pg_catalog; set local work_mem = '1MB'"},
      {"a block that sets", "do $$ begin perform set_config('search_path', 'pg_catalog', false); end $$"},
      {"set", "set work_mem = '1MB'; set datestyle = 'German'; set application_name = 'script'"},
  };
  return all;
}

}  // namespace

TEST_CASE("what a script sets does not reach the next step, nor the caller", "[settings]") {
  RUNG_ON_POSTGRESQL(place);
  const Disturbance disturbance = GENERATE(from_range(disturbances()));
  const bool fails = GENERATE(false, true);
  const char* const callers_role = GENERATE(Catch::Generators::as<const char*>(), "set role rung_owner",
                                            "set session authorization rung_owner");
  INFO(disturbance.what);
  place.with_session_of("postgres", "", [&](soci::session& session, Database& database) {
    // Which only the superuser may.
    session << "set deadlock_timeout = '3s'";
    session << callers_role;
    session << "set statement_timeout = '77min'";
    session << "set work_mem = '7MB'";
    session << "set search_path = public, pg_temp";
    const Strings callers = settings_of(session);
    Strings seen;
    const auto look = [&](soci::session& own) { seen = settings_of(own); };
    const MigrationSet set{script(1, disturbance.sql, "") + routine(2, look) + tables(3, 3) +
                           (fails ? broken(4) : tables(4, 4))};
    if (fails) {
      CHECK_THROWS_AS(Upgrader(database, set).run(), ExecutionError);
    } else {
      CHECK(Upgrader(database, set).run().steps == 4);
      CHECK(place.rows("select tableowner || ' ' || schemaname from pg_tables where tablename = 't3'") ==
            Strings{"rung_owner public"});
    }
    REQUIRE(seen.size() == callers.size());
    // For the time of the run they are what it needs.
    Strings expected = callers;
    expected.at(4) = "5s";
    expected.at(10) = "rung main 2/4";
    CHECK(seen == expected);
    CHECK(settings_of(session) == callers);
  });
}

TEST_CASE("a session of another encoding stores what the script says, and is given back", "[settings]") {
  RUNG_ON_POSTGRESQL(place);
  const char* const insert = "insert into t5 values (1, 'Grüße für 5 €')";
  const bool outside = GENERATE(false, true);
  const Grouping grouping = GENERATE(Grouping::run, Grouping::step);
  const MigrationSet set{tables(5, 5) +
                         script(6, insert, "", outside ? Transaction::none : Transaction::wrapped) +
                         script(7, "insert into t5 values (2, 'naïve')", "")};
  place.with_session_of(
      "rung_owner", "client_encoding=LATIN1", [&](soci::session& session, Database& database) {
        UpgradeOptions options;
        options.grouping = grouping;
        CHECK(Upgrader(database, set, options).run().steps == 3);
        CHECK(value(session, "show client_encoding") == "LATIN1");
        CHECK(value(session, "select name from t5 where id = 2") == "na\xEFve");
        CHECK_THROWS_AS(Upgrader(database, {tables(5, 5) + script(6, insert, "", Transaction::none) +
                                            script(7, "insert into t5 values (2, 'naïve')", "") + broken(8)})
                            .run(),
                        ExecutionError);
        CHECK(value(session, "show client_encoding") == "LATIN1");
      });
  CHECK(place.rows("select name from t5 order by id") == Strings{"Grüße für 5 €", "naïve", "row of 5"});
}

TEST_CASE("a transaction that is begun with the last one's commit is in UTF-8, too", "[settings]") {
  RUNG_ON_POSTGRESQL(place);
  place.with_session_of("rung_owner", "client_encoding=LATIN1", [&](soci::session&, Database& database) {
    Locker& locker = database.ports().locker();
    const Query read{"select 'für', pg_catalog.current_setting('client_encoding')", {}};
    CHECK(locker.try_begin("t", read).rows == Rows{Row{"für", "UTF8"}});
    Ending ending;
    CHECK(locker.end_and_begin(ending, "t", read)->rows == Rows{Row{"für", "UTF8"}});
    database.ports().executor().rollback();
  });
}

TEST_CASE("a failure's words come in UTF-8, whatever the session's encoding", "[settings]") {
  RUNG_ON_POSTGRESQL(place);
  place.with_session_of("rung_owner", "client_encoding=LATIN1", [&](soci::session&, Database& database) {
    const auto error = thrown<ExecutionError>([&] {
      Upgrader{database, {tables(1, 1) + script(2, "select 1 from straße", "")}}.run();
    });
    CHECK_THAT(error.what(), Contains("straße"));
  });
  CHECK_THAT(place.history().back().error, Contains("straße"));
}

TEST_CASE("a ledger's words are found and told in UTF-8, whatever the session's encoding", "[settings]") {
  RUNG_ON_POSTGRESQL(place);
  UpgradeOptions options = test::as("v1.0-für");
  options.ledger.catalog = "añadido";
  options.ledger.prefix = "größe";
  DowngradeOptions down;
  down.ledger = options.ledger;
  down.hold = Hold::none;
  const MigrationSet set{{{1, "naïve", Script{"create table t1(id integer)"}, Script{"drop table t1"}}}};
  CHECK(place.upgrade(set, options).steps == 1);
  place.with_session_of("rung_owner", "client_encoding=LATIN1",
                        [&](soci::session& session, Database& database) {
                          CHECK(check(database, set, options).standing == Standing::current);
                          CHECK(check(database, set, options).written_by == "v1.0-für");
                          CHECK(Upgrader(database, set, options).run().steps == 0);
                          CHECK(Downgrader(database, set, down).run(Target::base()).steps == 1);
                          CHECK(Upgrader(database, set, options).run().steps == 1);
                          CHECK(VersionLedger(database, options.ledger).history().front().name == "naïve");
                          // Looking fails where there is no such table, and is followed by the caller's own
                          // work.
                          CHECK(check(database, set).standing == Standing::empty);
                          CHECK(value(session, "show client_encoding") == "LATIN1");
                          CHECK(value(session, "select 'na\xEFve'") == "na\xEFve");
                        });
}

TEST_CASE("a session in which a backslash escapes cuts and stores as the standard says, and is given back",
          "[settings]") {
  RUNG_ON_POSTGRESQL(place);
  const bool outside = GENERATE(false, true);
  const char* const text = R"(insert into t5 values (1, 'C:\'); insert into t5 values (2, 'a\n;''b');)";
  const MigrationSet set{tables(5, 5) +
                         script(6, text, "", outside ? Transaction::none : Transaction::wrapped)};
  place.with_session_of("rung_owner", "", [&](soci::session& session, Database& database) {
    session << "set standard_conforming_strings = off";
    session << "set escape_string_warning = off";
    CHECK(Upgrader(database, set).run().steps == 2);
    CHECK(value(session, "show standard_conforming_strings") == "off");
  });
  CHECK(place.rows("select name from t5 order by id") == Strings{R"(C:\)", R"(a\n;'b)", "row of 5"});
}

TEST_CASE(
    "a script that changes how the server reads it, where nobody sees that, is found out or does no harm",
    "[settings]") {
  RUNG_ON_POSTGRESQL(place);
  const char* const change = GENERATE(Catch::Generators::as<const char*>(), "client_encoding to 'LATIN1'",
                                      "standard_conforming_strings to off");
  place.upgrade({tables(1, 1)});
  place.rows(fmt::format("create function hidden() returns void language plpgsql as $$ begin set {}; end $$",
                         change));
  const std::string before = "select hidden();\n";
  const std::string behind = R"(insert into t1 values (2, 'é\n');)";
  // More than goes into one message, all of which is read before it is executed.
  const std::string much = fmt::format("select '{}';\n", std::string(1'500'000, 'x'));
  const auto with = [](const std::string& text, Transaction transaction) {
    return MigrationSet{tables(1, 1) + script(2, text, "", transaction)};
  };
  place.with_session([&](soci::session& session, Database& database) {
    const Transaction transaction = GENERATE(Transaction::wrapped, Transaction::own, Transaction::none);
    const auto error = thrown<ExecutionError>([&] {
      Upgrader{database, with(before + much + behind, transaction)}.run();
    });
    CHECK(error.step().version == Version{2});
    CHECK_THAT(error.what(), Contains("client_encoding") && Contains("standard_conforming_strings") &&
                                 Contains("take it out"));
    CHECK(value(session, "show client_encoding") == "UTF8");
    CHECK(value(session, "show standard_conforming_strings") == "on");
    CHECK(value(session, "select count(*) from t1") == "1");
  });
  place.upgrade(with(before + behind, Transaction::wrapped));
  CHECK(place.rows("select name from t1 where id = 2") == Strings{R"(é\n)"});
}

TEST_CASE("a script that says how it is to be read is refused with its line", "[settings]") {
  RUNG_ON_POSTGRESQL(place);
  const MigrationSet set{tables(1, 1) + script(2, "select 1;\nset client_encoding = 'LATIN1';", "")};
  const auto error = refusal(place, [&] { place.upgrade(set); });
  CHECK(error.kind() == PlanError::Kind::forbidden_statement);
  CHECK_THAT(error.what(), Contains("line 2") && Contains("client_encoding"));
}

TEST_CASE("a descent gives the settings back, too", "[settings]") {
  RUNG_ON_POSTGRESQL(place);
  const MigrationSet set{tables(1, 1) + script(2, "create table public.dumped(id integer)",
                                               std::string("set role rung_owner;\n") + "reset all;\n" +
                                                   "set search_path = '';\ndrop table public.dumped")};
  place.upgrade(set);
  place.with_session([&](soci::session& session, Database& database) {
    session << "set statement_timeout = '77min'";
    const Strings callers = settings_of(session);
    CHECK(Downgrader(database, set).run(Target::base()).steps == 2);
    CHECK(settings_of(session) == callers);
  });
}
