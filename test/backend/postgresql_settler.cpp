#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "backend/postgresql/settler.hpp"
#include "backend/settling.hpp"
#include "port/failure.hpp"

namespace rung::test {
namespace {

using Names = std::vector<std::string>;

/// A table with a value twice, so that no unique index can be built on it.
void create_table(Settling& scene, const std::string& table = "t") {
  scene.execute(
      fmt::format("create table {} (a int, b text); insert into {} values (1, 'x'), (1, 'y')", table, table));
}

/// Leaves the invalid index that the statement makes.
void fail_on_duplicates(Settling& scene, const std::string& statement) {
  REQUIRE_FALSE(scene.accepts(statement));
  REQUIRE(scene.invalid_count() == "1");
}

}  // namespace

TEST_CASE("an index that was built is done, one that was not begun is not") {
  Settling scene;
  create_table(scene);
  const std::string statement =
      GENERATE("create index concurrently i on t (a)",
               "CREATE INDEX CONCURRENTLY IF NOT EXISTS I /* c */ ON ONLY public.T (a);");
  CHECK(scene.settle(statement) == Settled::not_done);
  scene.execute(statement);
  CHECK(scene.settle(statement) == Settled::done);
  scene.clear_away(statement);
  CHECK(scene.indexes() == Names{"public.i"});
}

TEST_CASE(
    "the invalid index that a unique violation leaves is dropped, so that the statement can be repeated") {
  Settling scene;
  create_table(scene);
  const std::string statement = "create unique index concurrently i on t (a)";
  fail_on_duplicates(scene, statement);
  SECTION("where the server refused it") { scene.clear_away(statement); }
  SECTION("where the run was cut off") { CHECK(scene.settle(statement) == Settled::not_done); }
  CHECK(scene.indexes().empty());
  scene.execute("delete from t where b = 'x'");
  scene.execute(statement);
  CHECK(scene.settle(statement) == Settled::done);
}

TEST_CASE("the invalid index of a build that was cancelled or terminated is dropped") {
  Settling scene;
  create_table(scene);
  const std::string statement = "create index concurrently if not exists i on t (a)";
  const auto end = GENERATE("pg_cancel_backend", "pg_terminate_backend");
  Stuck(scene, "insert into t values (2)", statement).end_by(end);
  REQUIRE(scene.indexes() == Names{"public.i invalid"});
  CHECK(scene.settle(statement) == Settled::not_done);
  CHECK(scene.indexes().empty());
}

TEST_CASE("an index that another session is building is waited for, and never dropped") {
  Settling scene;
  create_table(scene);
  const std::string statement = "create index concurrently i on t (a)";
  Stuck build(scene, "insert into t values (2)", statement);
  REQUIRE(scene.indexes() == Names{"public.i invalid"});
  CHECK_THROWS_MATCHES(scene.settle(statement), Failure,
                       Catch::Predicate<Failure>([](const Failure& failure) {
                         return failure.kind() == Failure::Kind::busy &&
                                std::string(failure.what()).find("public.t") != std::string::npos;
                       }));
  scene.clear_away(statement);
  CHECK(scene.indexes() == Names{"public.i invalid"});
  build.let_go();
  CHECK(scene.settle(statement) == Settled::done);
  CHECK(scene.indexes() == Names{"public.i"});
}

TEST_CASE("names with spaces, dots, quotes and capitals are found, and only they") {
  Settling scene;
  const std::string index = GENERATE("\"Odd. \"\"name\"", "größe", "U&\"gr\\00F6\\00dfe\"", "\"Größe. x\"",
                                     "clipped_because_it_is_longer_than_the_sixty_three_bytes_of_a_name");
  scene.execute("create schema \"S. p\"");
  create_table(scene, R"("S. p"."T able")");
  create_table(scene, "\"T able\"");
  const std::string statement =
      fmt::format(R"(create unique index concurrently {} on "S. p"."T able" (a))", index);
  fail_on_duplicates(scene, statement);
  SECTION("cleared away") { scene.clear_away(statement); }
  SECTION("settled") { CHECK(scene.settle(statement) == Settled::not_done); }
  CHECK(scene.invalid_count() == "0");
  scene.execute(R"(delete from "S. p"."T able" where b = 'x')");
  scene.execute(statement);
  CHECK(scene.settle(statement) == Settled::done);
  CHECK(scene.settle(fmt::format("create index concurrently {} on \"T able\" (a)", index)) ==
        Settled::not_done);
}

TEST_CASE("an unqualified table is the one that the search path finds, and its index is in its schema") {
  Settling scene;
  scene.execute("create schema app");
  create_table(scene, "app.t");
  create_table(scene, "public.t");
  const std::string statement = "create unique index concurrently i on t (a)";
  fail_on_duplicates(scene, "create unique index concurrently i on app.t (a)");
  CHECK(scene.settle(statement) == Settled::not_done);
  REQUIRE(scene.indexes() == Names{"app.i invalid"});
  scene.set("set search_path = app, public");
  CHECK(scene.settle(statement) == Settled::not_done);
  CHECK(scene.indexes().empty());
}

TEST_CASE("an invalid index of another name or table is left alone, and so is one that is partitioned") {
  Settling scene;
  create_table(scene);
  create_table(scene, "u");
  scene.execute(
      "create table p (a int) partition by range (a); create table part partition of p default; "
      "create index whole on only p (a)");
  REQUIRE_FALSE(scene.accepts("create unique index concurrently i on t (a)"));
  const Names before{"public.i invalid", "public.whole invalid"};
  REQUIRE(scene.indexes() == before);
  for (const char* const statement :
       {"create index concurrently j on t (a)", "create index concurrently i on u (a)",
        "create index concurrently t on t (a)", "create index concurrently i on nowhere (a)",
        "create index concurrently \"I\" on t (a)", "create index concurrently whole on p (a)"}) {
    INFO(statement);
    CHECK(scene.settle(statement) == Settled::not_done);
    scene.clear_away(statement);
    CHECK(scene.indexes() == before);
  }
}

TEST_CASE("an index of one partition is settled as any other") {
  Settling scene;
  scene.execute(
      "create table p (a int) partition by range (a); create table part partition of p for values from (0) "
      "to (10); "
      "insert into p values (1), (1)");
  const std::string statement = "create unique index concurrently part_i on part (a)";
  fail_on_duplicates(scene, statement);
  CHECK(scene.settle(statement) == Settled::not_done);
  CHECK(scene.indexes().empty());
}

TEST_CASE("an index without a name of its own has to be looked at by a person") {
  Settling scene;
  create_table(scene);
  scene.execute("create index concurrently on t (a)");
  CHECK(scene.settle("create index concurrently on t (a)") == Settled::cannot_tell);
}

TEST_CASE("an index that is gone was dropped, one that is there was not, valid or not") {
  Settling scene;
  create_table(scene);
  CHECK(scene.settle("drop index concurrently if exists i") == Settled::done);
  scene.execute("create index i on t (a); create index j on t (b)");
  CHECK(scene.settle("drop index concurrently i") == Settled::not_done);
  CHECK(scene.settle("drop index concurrently public.i") == Settled::not_done);
  CHECK(scene.settle("drop index concurrently nowhere.i") == Settled::done);
  CHECK(scene.settle("drop index concurrently gone, j") == Settled::not_done);
  Stuck(scene, "select 1 from t", "drop index concurrently i").end_by("pg_cancel_backend");
  REQUIRE(scene.indexes() == Names{"public.i invalid", "public.j"});
  CHECK(scene.settle("drop index concurrently i") == Settled::not_done);
  CHECK(scene.accepts("drop index concurrently i"));
  CHECK(scene.settle("drop index concurrently i") == Settled::done);
}

TEST_CASE("an index of the same name further along the search path may not be the one that was dropped") {
  Settling scene;
  scene.execute("create schema app");
  create_table(scene);
  scene.execute("create index i on t (a)");
  scene.set("set search_path = app, public");
  CHECK(scene.settle("drop index concurrently i") == Settled::cannot_tell);
  CHECK(scene.settle("drop index concurrently public.i") == Settled::not_done);
}

TEST_CASE("a value is in the enum, or it was not added") {
  Settling scene;
  scene.execute(
      "create schema s; create type mood as enum ('happy'); create type s.\"Mood\" as enum ('it''s so')");
  CHECK(scene.settle("alter type mood add value 'sad' before 'happy'") == Settled::not_done);
  CHECK(scene.settle("alter type mood add value 'happy'") == Settled::done);
  CHECK(scene.settle("alter type s.\"Mood\" add value if not exists 'it''s so'") == Settled::done);
  CHECK(scene.settle("alter type s.\"Mood\" add value 'happy'") == Settled::not_done);
  CHECK(scene.settle("alter type s.mood add value 'happy'") == Settled::not_done);
}

TEST_CASE("databases, tablespaces and subscriptions exist or do not") {
  Settling scene;
  CHECK(scene.settle("create database " + scene.name()) == Settled::done);
  CHECK(scene.settle("drop database if exists " + scene.name()) == Settled::not_done);
  CHECK(scene.settle("create database \"" + scene.name() + "X\"") == Settled::not_done);
  CHECK(scene.settle("create tablespace pg_default location '/'") == Settled::done);
  CHECK(scene.settle("drop tablespace nowhere") == Settled::done);
  CHECK(scene.settle("create subscription \"Mine\" connection 'x' publication p") == Settled::not_done);
  scene.execute("create subscription \"Mine\" connection 'dbname=x' publication p with (connect = false)");
  CHECK(scene.settle("create subscription \"Mine\" connection 'x' publication p") == Settled::done);
  CHECK(scene.settle("drop subscription \"Mine\"") == Settled::not_done);
  CHECK(scene.settle("drop subscription mine") == Settled::done);
  Settling another;
  CHECK(another.settle("create subscription \"Mine\" connection 'x' publication p") == Settled::not_done);
  scene.execute(R"(alter subscription "Mine" disable; alter subscription "Mine" set (slot_name = none))");
  scene.execute("drop subscription \"Mine\"");
}

TEST_CASE("a prepared transaction that is gone has ended") {
  PostgresqlServer server;
  PostgresqlClient(server.address().conninfo("postgres", "postgres"))
      .execute("alter system set max_prepared_transactions = 2");
  server.stop();
  server.restart();
  Settling scene(server.address());
  scene.execute("begin; create table t (a int); prepare transaction 'it''s'");
  CHECK(scene.settle("commit prepared 'it''s'") == Settled::not_done);
  CHECK(scene.settle("rollback prepared 'it''s';") == Settled::not_done);
  scene.execute("commit prepared 'it''s'");
  CHECK(scene.settle("commit prepared 'it''s'") == Settled::done);
}

TEST_CASE("what may be repeated is not done, and of anything else nothing is told") {
  Settling scene;
  CHECK(scene.settle("vacuum (full) t") == Settled::not_done);
  CHECK(scene.settle("refresh materialized view concurrently v") == Settled::not_done);
  CHECK(scene.settle("reindex database") == Settled::not_done);
  CHECK(scene.settle("call p()") == Settled::cannot_tell);
  CHECK(scene.settle("create table t (a int)") == Settled::cannot_tell);
  scene.clear_away("call p()");
}

}  // namespace rung::test
