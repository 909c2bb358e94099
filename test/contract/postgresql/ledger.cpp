#include <regex>

#include <fmt/format.h>

#include "contract/postgresql/server_place.hpp"
#include "contract/sets.hpp"

using namespace rung;
using namespace rung::test;
using Catch::Contains;
using Strings = std::vector<std::string>;

namespace {

Status check_as(ServerPlace& place, const std::string& role, const RunOptions& options = {}) {
  Status status;
  place.with_session_of(role, "", [&](soci::session&, Database& database) {
    status = check(database, {tables(1, 2)}, options);
  });
  return status;
}

/// The statements that a message tells to execute.
std::string grants_in(const std::string& message) {
  static const std::regex grant(R"(GRANT [^;\n]* TO "[^"]*")");
  std::string grants;
  for (std::sregex_iterator found(message.begin(), message.end(), grant), end; found != end; ++found)
    grants += found->str() + "; ";
  return grants;
}

void let_read(ServerPlace& place, const Stranger& stranger) {
  place.rows(fmt::format("grant select on rung_version, rung_ledger to {}", stranger.name()));
}

}  // namespace

TEST_CASE("a ledger that a role may not read is not a missing one, and the GRANT that it needs is told",
          "[ledger]") {
  RUNG_ON_POSTGRESQL(place);
  const Stranger stranger(place);
  LedgerOptions where;
  SECTION("a schema that it may not use, by option") {
    where.schema = "hidden";
    place.rows("create schema hidden authorization rung_owner");
  }
  SECTION("a schema that it may not use, in its search path") {
    place.rows(
        fmt::format("create schema hidden authorization rung_owner; "
                    "alter database {} set search_path = hidden, public",
                    place.name()));
  }
  SECTION("a name that has to be quoted") {
    where.schema = "Hidden \"one\"";
    place.rows(R"(create schema "Hidden ""one""" authorization rung_owner)");
  }
  SECTION("tables that it may not read") {}
  UpgradeOptions up;
  up.ledger = where;
  place.upgrade({tables(1, 2)}, up);

  RunOptions options;
  options.ledger = where;
  const auto error = thrown<LedgerError>([&] { check_as(place, stranger.name(), options); });
  INFO(error.what());
  CHECK(error.kind() == LedgerError::Kind::denied);
  CHECK(error.database_state().kind() == CatalogState::Kind::untouched);
  place.with_session_of(stranger.name(), "", [&](soci::session&, Database& database) {
    CHECK(thrown<LedgerError>([&] { Upgrader(database, {tables(1, 3)}, up).run(); }).kind() ==
          LedgerError::Kind::denied);
  });

  // By a connection that finds what the database has been set to.
  place.client().execute(grants_in(error.what()));
  CHECK(check_as(place, stranger.name(), options).standing == Standing::current);
}

TEST_CASE("a role that may only read the ledger checks, and is told that it may not migrate", "[ledger]") {
  RUNG_ON_POSTGRESQL(place);
  place.upgrade({tables(1, 1)});
  const Stranger stranger(place);
  let_read(place, stranger);
  CHECK(check_as(place, stranger.name()).standing == Standing::behind);
  place.with_session_of(stranger.name(), "", [&](soci::session&, Database& database) {
    CHECK(Upgrader(database, {tables(1, 1)}).run().steps == 0);
    const auto error = refusal(place, [&] { Upgrader{database, {tables(1, 2)}}.run(); });
    CHECK(error.kind() == PlanError::Kind::behind);
    CHECK_THAT(error.what(), Contains("rung_version") && Contains("may not"));
    const auto down = refusal(place, [&] { Downgrader{database, {tables(1, 1)}}.run(Target::base()); });
    CHECK(down.kind() == PlanError::Kind::behind);
  });
}

TEST_CASE("a role that may not create a ledger is told so, without trying", "[ledger]") {
  RUNG_ON_POSTGRESQL(place);
  const Stranger stranger(place);
  CHECK(check_as(place, stranger.name()).standing == Standing::empty);
  place.with_session_of(stranger.name(), "", [&](soci::session&, Database& database) {
    const auto error = refusal(place, [&] { Upgrader{database, {tables(1, 2)}}.run(); });
    CHECK(error.kind() == PlanError::Kind::behind);
  });
}

TEST_CASE("a ledger further along the search path is the one that is read and written", "[ledger]") {
  RUNG_ON_POSTGRESQL(place);
  UpgradeOptions elsewhere;
  elsewhere.ledger.schema = "second";
  place.rows("create schema first authorization rung_owner; create schema second authorization rung_owner");
  place.upgrade({tables(1, 1)}, elsewhere);
  place.with_session_of("rung_owner", "", [&](soci::session& session, Database& database) {
    session << "set search_path = first, second, public";
    CHECK(check(database, {tables(1, 1)}).standing == Standing::current);
    CHECK(Upgrader(database, {tables(1, 2)}).run().steps == 1);
    CHECK(check(database, {tables(1, 2)}).standing == Standing::current);
    CHECK(VersionLedger(database).history().size() == 2);
    CHECK(Downgrader(database, {tables(1, 2)}).run(Target::version(1)).steps == 1);
  });
  CHECK(place.rows("select schemaname from pg_tables where tablename in ('rung_version', 'rung_ledger')") ==
        Strings{"second", "second"});
}

TEST_CASE("a session that can create tables nowhere is told to name a schema", "[ledger]") {
  RUNG_ON_POSTGRESQL(place);
  place.with_session([&](soci::session& session, Database& database) {
    session << GENERATE(Catch::Generators::as<std::string>(), "set search_path = ''",
                        "set search_path = no_such_schema");
    const MigrationSet set{script(1, "create table public.t1(id integer)", "drop table public.t1")};
    const auto error = thrown<LedgerError>([&] { Upgrader{database, set}.run(); });
    CHECK(error.kind() == LedgerError::Kind::denied);
    CHECK(error.database_state().kind() == CatalogState::Kind::untouched);
    CHECK_THAT(error.what(), Contains("search_path") && Contains("`--schema NAME`"));

    UpgradeOptions options;
    options.ledger.schema = "public";
    CHECK(Upgrader(database, set, options).run().steps == 1);
    CHECK(check(database, set, options).standing == Standing::current);
  });
}

TEST_CASE("what a ledger says cannot end its statement", "[ledger]") {
  RUNG_ON_POSTGRESQL(place);
  UpgradeOptions options = test::as("v1.0'\\;--");
  options.program = "engine'); drop table rung_version; --\\";
  const std::string name = "it's \\ a \"name\" ; drop table rung_ledger; -- é";
  place.with_session([&](soci::session& session, Database& database) {
    session << GENERATE(Catch::Generators::as<std::string>(), "set standard_conforming_strings = on",
                        "set standard_conforming_strings = off");
    const MigrationSet set{{{1, name, Script{"create table t1(id integer)"}, Script{"drop table t1"}}}};
    CHECK(Upgrader(database, set, options).run().steps == 1);
    const auto history = VersionLedger(database).history();
    REQUIRE(history.size() == 1);
    CHECK(history.front().name == name);
    CHECK(history.front().release == options.release);
    CHECK(check(database, set, options).written_by == options.release);
  });
}
