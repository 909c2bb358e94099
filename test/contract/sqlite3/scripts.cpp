#include <fmt/format.h>
#include <soci/soci.h>

#include "contract/sets.hpp"
#include "contract/sqlite3/file_place.hpp"
#include "port/ports.hpp"

using namespace rung;
using namespace rung::test;
using Catch::Contains;

TEST_CASE("a parameter is refused, because NULL would be stored for it in silence", "[sqlite3]") {
  FilePlace place;
  const std::string parameter =
      GENERATE(Catch::Generators::as<std::string>{}, "?", "?1", ":name", "@name", "$name");
  const PlanError error = refusal(
      place, [&] { place.upgrade({tables(1, 1) + script(2, "update t1\nset name = " + parameter, "")}); });
  CHECK(error.kind() == PlanError::Kind::forbidden_statement);
  CHECK_THAT(error.what(), Contains("2 'step_2', line 2") && Contains("parameter"));
}

TEST_CASE("a parameter that no survey has seen is not executed, either", "[sqlite3]") {
  FilePlace place;
  place.upgrade({tables(1, 1)});
  place.with_session([](soci::session& session, Database& database) {
    Batch batch;
    batch.add("insert into t1 values (7, 'seven');");
    batch.add("insert into t1 values (8, ?);");
    std::size_t done = 0;
    CHECK_THROWS_WITH(database.ports().executor().execute(batch, done, [](std::string_view) {}),
                      Contains("parameter"));
    CHECK(done == 1);
    CHECK(number(session, "select count(*) from t1 where id > 1") == 1);
  });
}

TEST_CASE("a statement that ends elsewhere than rung thinks is not executed", "[sqlite3]") {
  FilePlace place;
  place.upgrade({tables(1, 1)});
  place.with_session([](soci::session& session, Database& database) {
    Batch batch;
    batch.add("insert into t1 values (7, 'seven'); insert into t1 values (8, 'eight');");
    std::size_t done = 0;
    CHECK_THROWS_WITH(database.ports().executor().execute(batch, done, [](std::string_view) {}),
                      Contains("elsewhere"));
    CHECK(done == 0);
    CHECK(number(session, "select count(*) from t1") == 1);
  });
}

TEST_CASE("what looks like a parameter or an end, and is none, is executed as it stands", "[sqlite3]") {
  FilePlace place;
  place.upgrade({script(1,
                        "create table \"a;b\"(id integer primary key, [c;d] text, `e;f` text);\n"
                        "insert into \"a;b\" values (1, 'it''s ? :x; -- not a comment', '/* nor this');\n"
                        "create trigger t after insert on \"a;b\" begin\n"
                        "  update \"a;b\" set [c;d] = 'x;y' where id = 1;\n"
                        "  delete from \"a;b\" where case when id = 9 then 1 else 0 end;\n"
                        "end;\n"
                        "insert into \"a;b\" values (2, '', ''); /* the last; one */ ;;\n"
                        "-- and a comment; at the end",
                        "")});
  CHECK(place.text("select [c;d] from \"a;b\" where id = 1") == "x;y");
}

TEST_CASE("only what cannot stand in a transaction may stand outside one", "[sqlite3]") {
  FilePlace place;
  const PlanError error = refusal(place, [&] {
    place.upgrade(
        {script(1, "vacuum;\ncreate table x(id integer);\nbegin;\ncommit;", "", Transaction::none)});
  });
  CHECK(error.kind() == PlanError::Kind::forbidden_statement);
  CHECK_THAT(error.what(),
             Contains("line 2") && Contains("line 3") && Contains("line 4") && !Contains("line 1:"));
}

TEST_CASE("VACUUM runs in a step outside a transaction", "[sqlite3]") {
  FilePlace place;
  const MigrationSet set{tables(1, 2) + script(3, "vacuum", "vacuum", Transaction::none) + tables(4, 4)};
  CHECK(place.upgrade(set).steps == 4);
  CHECK(place.downgrade(set, Target::version(2)).steps == 2);
  CHECK(place.check(set).floor == Version{2});
}

TEST_CASE("a constraint that is checked at the commit fails the run, and leaves no transaction",
          "[sqlite3]") {
  FilePlace place;
  const MigrationSet set{script(1,
                                "create table p(id integer primary key, name text);"
                                "create table c(id integer primary key, p_id integer references p(id) "
                                "deferrable initially deferred);",
                                "") +
                         script(2, "insert into c values (1, 99)", "")};
  place.with_session([&](soci::session& session, Database& database) {
    const auto error = thrown<ExecutionError>([&] { Upgrader{database, set}.run(); });
    CHECK_THAT(error.what(), Contains("commit") && Contains("FOREIGN KEY"));
    CHECK(error.database_state().version() == Version::base());
    CHECK(sqlite3_get_autocommit(handle_of(session)) != 0);
  });
  CHECK(place.steps() == std::vector<std::string>{"up 2 failed"});
}

TEST_CASE("a script of twenty megabytes is prepared without copying what is left of it", "[sqlite3]") {
  FilePlace place;
  constexpr std::int64_t rows = 120'000;
  std::string text = "create table big(id integer primary key, name text);\n";
  text.reserve(std::size_t{22} << 20U);
  for (std::int64_t i = 1; i <= rows; ++i)
    text += fmt::format("insert into big values ({}, '{:x>140}');\n", i, i);
  CHECK(text.size() > std::size_t{20} << 20U);

  place.with_session([&](soci::session& session, Database& database) {
    int now = 0;
    int most = 0;
    sqlite3_status(SQLITE_STATUS_MALLOC_SIZE, &now, &most, 1);
    Upgrader{database, {script(1, text, "drop table big")}}.run();
    sqlite3_status(SQLITE_STATUS_MALLOC_SIZE, &now, &most, 0);
    CHECK(number(session, "select count(*) from big") == rows);
    CHECK(number(session, "select sum(id) from big") == rows * (rows + 1) / 2);
    // A copy of what is left of a group, for each statement, would be of up to a megabyte.
    CHECK(most < 200'000);
  });
}

TEST_CASE("an ordinary boot on a database in memory works", "[sqlite3]") {
  soci::session session("sqlite3", "db=:memory:");
  FilePlace place;
  Database database = place.database().wrap(session);
  CHECK(Upgrader{database, {tables(1, 3)}}.run().steps == 3);
  CHECK(Downgrader{database, {tables(1, 3)}}.run(Target::base()).steps == 3);
}
