// Checks, and the values that they let in; on every database.
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "testing/seeding_scene.hpp"

using rung::test::SeedingScene;
using Names = std::vector<std::string>;
const Names none;

namespace {

std::string each_backend() { return GENERATE(from_range(rung::test::backends())); }

}  // namespace

TEST_CASE("checks of one column are satisfied, with other values in each row") {
  const std::string backend = each_backend();
  const auto [type, check] = GENERATE(table<std::string, std::string>({
      {"integer", "a > 0"},
      {"integer", "a between -100 and -90"},
      {"integer", "a % 2 = 0"},
      {"integer", "a >= 1 and a <= 65535"},
      {"integer", "a in (3, 5, 7, 11)"},
      {"integer", "a <> 0 and a < 1000000"},
      {"smallint", "a > 30000"},
      {"numeric(5,2)", "a > 0 and a <= 100"},
      {"numeric(3,3)", "a >= 0"},
      {"numeric(30)", "a >= 20000000000000000000"},
      {"real", "a >= 0 and a < 1"},
      {"double precision", "a > 0.5"},
      {"text", "a <> ''"},
      {"text", "length(a) = 40"},
      {"text", "length(a) between 3 and 5"},
      {"text", "a like '%@%.%'"},
      {"text", "a like 'http%://%'"},
      {"text", "a = lower(a)"},
      {"text", "a = upper(a) and a <> ''"},
      {"text", "a in ('red', 'green', 'it''s blue', 'a, b')"},
      {"text", "length(a) - length(replace(a, ' ', '')) = 4"},
      {"varchar(6)", "length(a) > 2"},
      {"varchar(3)", "a like 'x_y' or a like 'x_z' or a like 'x__'"},
  }));
  CAPTURE(backend, type, check);
  SeedingScene scene(backend);
  scene.execute(
      {"create table t (id integer primary key, a " + type + " not null unique check (" + check + "))"});
  CHECK(scene.fill() == none);
  CHECK(scene.rows_of("t") >= 2);
  CHECK(scene.rows_of("(select distinct a from t) as different") == scene.rows_of("t"));
}

TEST_CASE("checks over several columns are satisfied together") {
  const std::string backend = each_backend();
  const auto [columns, checks] = GENERATE(table<std::string, std::string>({
      {"state text not null, ended text",
       "check (state in ('running', 'done', 'failed')), check ((state = 'running') = (ended is null))"},
      {"low integer not null, high integer not null", "check (low < high)"},
      {"capacity real not null, tokens real not null",
       "check (capacity >= 1), check (tokens between 0 and capacity)"},
      {"a integer, b integer, c integer",
       "check ((case when a is null then 0 else 1 end) + (case when b is null then 0 else 1 end) + "
       "(case when c is null then 0 else 1 end) = 1)"},
      {"a integer not null, b integer not null, c integer not null", "check (a < b), check (b < c)"},
      {"email text, phone text", "check (email is not null or phone is not null), check (email like '%@%')"},
      {"kind text not null, size integer, colour text",
       "check (kind in ('box', 'pen')), check ((kind = 'box') = (size is not null)), "
       "check ((kind = 'pen') = (colour is not null)), check (size > 10)"},
  }));
  CAPTURE(backend, columns, checks);
  SeedingScene scene(backend);
  scene.execute({"create table t (id integer primary key, " + columns + ", " + checks + ")"});
  CHECK(scene.fill() == none);
  CHECK(scene.rows_of("t") == 4);
}

TEST_CASE("all values that a check lists come by") {
  SeedingScene scene(each_backend());
  scene.execute(
      {"create table t (id integer primary key, state text not null default 'a' "
       "check (state in ('a', 'b', 'c')), flag integer not null check (flag in (0, 1)))"});
  REQUIRE(scene.fill() == none);
  CHECK(scene.column("select distinct state from t") == Names{"a", "b", "c"});
  CHECK(scene.column("select distinct flag from t") == Names{"0", "1"});
}

TEST_CASE("a column that may be null is null in some row and is not in another") {
  SeedingScene scene(each_backend());
  scene.execute({"create table t (id integer primary key, a text, b integer check (b > 3), c date)"});
  REQUIRE(scene.fill() == none);
  for (const char* column : {"a", "b", "c"}) {
    CAPTURE(column);
    CHECK(scene.rows_of(std::string("t where ") + column + " is null") >= 1);
    CHECK(scene.rows_of(std::string("t where ") + column + " is not null") >= 2);
  }
}

TEST_CASE("generated columns are left to the database, and a check on one is kept") {
  SeedingScene scene(each_backend());
  scene.execute(
      {"create table t (id integer primary key, a integer not null, "
       "twice integer generated always as (a * 2) stored, check (twice > 2))"});
  CHECK(scene.fill() == none);
  CHECK(scene.rows_of("t where twice = a * 2") >= 2);
}

TEST_CASE("a table whose only column counts by itself is filled") {
  SeedingScene scene(each_backend());
  if (scene.place().dialect() == rung::Dialect::postgresql)
    scene.execute({"create table t (id bigint generated always as identity primary key)"});
  else
    scene.execute({"create table t (id integer primary key autoincrement)"});
  CHECK(scene.fill() == none);
  CHECK(scene.rows_of("t") == 4);
}

TEST_CASE("types as they are declared in SQLite get values that such columns are used for") {
  const auto [type, kind] = GENERATE(table<std::string, std::string>({
      {"integer", "integer"},
      {"INT", "integer"},
      {"BIGINT UNSIGNED", "integer"},
      {"real", "real"},
      {"FLOAT", "real"},
      {"text", "text"},
      {"VARCHAR(3)", "text"},
      {"NVARCHAR(20)", "text"},
      {"blob", "blob"},
      {"BOOLEAN", "integer"},
      {"DATETIME", "text"},
      {"DATE", "text"},
      {"JSON", "text"},
      {"", "text"},
      {"STRING", "text"},
  }));
  CAPTURE(type);
  SeedingScene scene("sqlite3");
  scene.execute({"create table t (id integer primary key, a " + type + " not null)"});
  REQUIRE(scene.fill() == none);
  CHECK(scene.column("select distinct typeof(a) from t") == Names{kind});
}

TEST_CASE("strict tables, tables without rowid and patterns of SQLite are filled") {
  SeedingScene scene("sqlite3");
  scene.execute(
      {"create table strict_one (id integer primary key, i int not null, r real not null, "
       "t text not null, b blob not null, a any not null) strict",
       "create table keyed (name text primary key, digest blob not null unique "
       "check (length(digest) = 32)) without rowid",
       "create table slugs (slug text not null unique check (slug <> '' and "
       "slug not glob '*[^a-z0-9-]*'), code text check (code glob '[A-Z][A-Z]-[0-9][0-9]*'), "
       "body text not null check (json_valid(body)), at text not null check (at is date(at)), "
       "colour text check (typeof(colour) = 'text' and colour glob '#[0-9a-f][0-9a-f][0-9a-f]*'))",
       "create virtual table words using fts5(word)"});
  CHECK(scene.fill() == none);
  for (const char* table : {"strict_one", "keyed", "slugs"}) CHECK(scene.rows_of(table) == 4);
  CHECK(scene.rows_of("words") == 0);
}
