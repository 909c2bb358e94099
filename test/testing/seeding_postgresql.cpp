// What only PostgreSQL has.
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "port/ports.hpp"
#include "support/postgresql_server.hpp"
#include "testing/counted_ports.hpp"
#include "testing/seeding_scene.hpp"

using rung::test::can_start_postgresql;
using rung::test::SeedingScene;
using Names = std::vector<std::string>;
const Names none;

TEST_CASE("a column of each type of PostgreSQL gets values, different ones where there are several") {
  if (!can_start_postgresql()) return;
  SeedingScene scene("postgresql");
  const Names types{"smallint",
                    "integer",
                    "bigint",
                    "numeric",
                    "numeric(5,2)",
                    "numeric(4)",
                    "numeric(2,2)",
                    "real",
                    "double precision",
                    "money",
                    "text",
                    "varchar",
                    "varchar(4)",
                    "varchar(1)",
                    "char",
                    "char(5)",
                    "name",
                    "bytea",
                    "date",
                    "time",
                    "time(0)",
                    "timetz",
                    "timestamp",
                    "timestamp(3)",
                    "timestamptz",
                    "interval",
                    "interval year to month",
                    "interval day to second(3)",
                    "uuid",
                    "json",
                    "jsonb",
                    "inet",
                    "cidr",
                    "macaddr",
                    "macaddr8",
                    "bit",
                    "bit(3)",
                    "bit(100)",
                    "bit varying",
                    "bit varying(5)",
                    "xml",
                    "point",
                    "line",
                    "lseg",
                    "box",
                    "path",
                    "polygon",
                    "circle",
                    "tsvector",
                    "tsquery",
                    "jsonpath",
                    "int4range",
                    "int8range",
                    "numrange",
                    "daterange",
                    "tsrange",
                    "tstzrange",
                    "int4multirange",
                    "int8multirange",
                    "nummultirange",
                    "datemultirange",
                    "tsmultirange",
                    "tstzmultirange",
                    "oid",
                    "xid",
                    "xid8",
                    "cid",
                    "tid",
                    "pg_lsn",
                    "pg_snapshot",
                    "txid_snapshot",
                    "regclass",
                    "regtype",
                    "regproc",
                    "regrole",
                    "regnamespace",
                    "regconfig",
                    "\"char\"",
                    "int2vector",
                    "oidvector",
                    "refcursor",
                    "text[]",
                    "integer[]",
                    "numeric(5,2)[]",
                    "timestamptz[]",
                    "jsonb[]",
                    "bytea[]",
                    "int4range[]",
                    "boolean[]"};
  for (std::size_t i = 0; i < types.size(); ++i)
    scene.execute({fmt::format("create table t{} (a {} not null)", i, types[i])});
  scene.execute({"create table flags (a boolean not null)"});
  CHECK(scene.fill() == none);
  for (std::size_t i = 0; i < types.size(); ++i) {
    CAPTURE(types[i]);
    CHECK(scene.column(fmt::format("select a::text from t{} group by 1", i)).size() >=
          (types[i] == "bit" || types[i] == "boolean[]" ? 2 : 4));
  }
  CHECK(scene.column("select distinct a::text from flags") == Names{"false", "true"});
}

TEST_CASE(
    "types that a schema defines get values: enums, domains over domains, rows, ranges, arrays of them") {
  if (!can_start_postgresql()) return;
  SeedingScene scene("postgresql");
  scene.execute(
      {"create schema shop",
       "create type shop.\"Mood\" as enum ('so, so', 'it''s fine', 'bad', 'good', 'best')",
       "create domain shop.small as integer not null check (value between 1 and 50)",
       "create domain shop.even as shop.small check (value % 2 = 0)",
       "create domain shop.slug as text check (value ~ '^[a-z]+(-[a-z0-9]+)*$') check (length(value) > 5)",
       "create domain shop.codes as text[] check (array_length(value, 1) = 1)",
       "create type shop.place as (name text, at point, mood shop.\"Mood\", n shop.even)",
       "create type shop.floats as range (subtype = float8)",
       "create table shop.t (id bigint generated always as identity primary key, mood shop.\"Mood\" not null,"
       " moods shop.\"Mood\"[] not null, even shop.even unique, slug shop.slug not null unique, "
       "slugs shop.slug[], codes shop.codes not null, place shop.place not null, places shop.place[], "
       "floats shop.floats not null, many shop.floats[], sums shop.floats[], "
       "multi shop.floats_multirange)"});
  CHECK(scene.fill() == none);
  CHECK(scene.column("select distinct mood from shop.t") ==
        Names{"bad", "best", "good", "it's fine", "so, so"});
  CHECK(scene.rows_of("shop.t") == 5);
  CHECK(scene.rows_of("shop.t where places is not null and slugs is not null and even is not null") >= 1);
}

TEST_CASE("checks as PostgreSQL writes them are satisfied") {
  if (!can_start_postgresql()) return;
  const auto [type, check] = GENERATE(table<std::string, std::string>({
      {"text", R"(a ~ '^\S+( \S+){4}$')"},
      {"text", R"(a ~ '^[A-Z]{2}\d{2}[A-Z0-9]{4,30}$')"},
      {"text", R"(a ~* '^(red|green|blue)-\d+$')"},
      {"text", R"(a ~ '^v?\d+\.\d+\.\d+(-[0-9A-Za-z.]+)?$')"},
      {"text", R"(a ~ '^[^@\s]+@[^@\s]+\.[a-z]{2,}$')"},
      {"text", R"(a ~ '\A[[:alpha:]_][[:alnum:]_]{0,62}\Z')"},
      {"text", R"(a similar to '(x|y){3}-[0-9]+')"},
      {"text", "a ~ '^#[0-9a-fA-F]{6}$'"},
      {"text", "a::jsonb is not null and jsonb_typeof(a::jsonb) = 'object' or a = 'none' or a = 'off'"},
      {"text", "char_length(a) = 64 and a ~ '^[0-9a-f]+$'"},
      {"bytea", "octet_length(a) = 32"},
      {"bytea", "length(a) > 16 and length(a) <= 64"},
      {"jsonb", "jsonb_typeof(a) = 'object'"},
      {"jsonb", "a ? 'kind' and a ? 'version'"},
      {"jsonb", "jsonb_typeof(a) = 'array'"},
      {"text[]", "a <@ array['read', 'write', 'admin'] and cardinality(a) > 0"},
      {"text[]", "array_length(a, 1) >= 1"},
      {"date", "a >= '2020-01-01'"},
      {"date", "a < '2000-01-01'"},
      {"timestamptz", "a > '2035-01-01 00:00:00+00'"},
      {"inet", "family(a) = 4"},
      {"int4range", "not isempty(a) and lower(a) > 0"},
      {"integer", "a > 5 and a <> 7"},
      {"numeric", "a >= 0 and scale(a) <= 2"},
      {"bigint", "a > 2147483647 and a < 99999999999"},
  }));
  CAPTURE(type, check);
  SeedingScene scene("postgresql");
  scene.execute({"create table t (a " + type + " not null check (" + check + "))"});
  CHECK(scene.fill() == none);
  CHECK(scene.rows_of("t") >= 2);
}

TEST_CASE("exclusion constraints, partial and expression indexes are respected") {
  if (!can_start_postgresql()) return;
  SeedingScene scene("postgresql");
  scene.execute({"create table room (id integer primary key)",
                 "create table booking (room_id integer not null references room, during tstzrange not null)",
                 "alter table booking add exclude using gist (during with &&)",
                 "create table person (id serial primary key, name text not null, main boolean not null)",
                 "create unique index on person (lower(name))",
                 "create unique index on person (main) where main"});
  CHECK(scene.fill() == none);
  CHECK(scene.tables_with_less_than(2) == none);
}

TEST_CASE("partitions are filled through their table: by range, list and hash, and of partitions") {
  if (!can_start_postgresql()) return;
  SeedingScene scene("postgresql");
  scene.execute({"create table by_range (at timestamptz not null, n integer) partition by range (at)",
                 "create table r1 partition of by_range for values from ('2031-01-01') to ('2032-01-01')",
                 "create table by_list (region text not null, id integer) partition by list (region)",
                 "create table l1 partition of by_list for values in ('eu', 'us') partition by range (id)",
                 "create table l11 partition of l1 for values from (1000) to (2000)",
                 "create table by_hash (id integer primary key) partition by hash (id)",
                 "create table h1 partition of by_hash for values with (modulus 2, remainder 0)",
                 "create table h2 partition of by_hash for values with (modulus 2, remainder 1)",
                 "create table child (hash_id integer not null references by_hash (id))",
                 "create table roofless (id integer not null) partition by range (id)"});
  // Nobody could fill one whose partitions are still to come.
  CHECK(scene.fill() == none);
  for (const char* table : {"by_range", "by_list", "by_hash", "child", "l11"}) {
    CAPTURE(table);
    CHECK(scene.rows_of(table) >= 1);
  }
}

TEST_CASE("a table that inherits is filled by itself, and keeps the checks that it inherits") {
  if (!can_start_postgresql()) return;
  SeedingScene scene("postgresql");
  scene.execute({"create table a_child_of_all (id integer)",
                 "create table parent (id integer not null, code text not null check (code ~ '^[A-Z]{3}$'))",
                 "create table child (extra integer) inherits (parent)"});
  CHECK(scene.fill() == none);
  CHECK(scene.rows_of("only parent") == 4);
  CHECK(scene.rows_of("only child") == 4);
}

TEST_CASE("keys that count by themselves are written above those that migrations write, where they may be") {
  if (!can_start_postgresql()) return;
  SeedingScene scene("postgresql");
  scene.execute({"create table a (id bigint generated by default as identity primary key)",
                 "create table b (id bigint generated by default as identity primary key references a (id))",
                 "create table c (id serial primary key, name text)",
                 "create table d (id bigint generated always as identity primary key, name text)"});
  CHECK(scene.fill() == none);
  CHECK(scene.column("select id from a") == Names{"1001", "1002", "1003", "1004"});
  CHECK(scene.rows_of("b") == 4);
  CHECK(scene.column("select id from c") == Names{"1001", "1002", "1003", "1004"});
  CHECK(scene.column("select id from d") == Names{"1", "2", "3", "4"});
}

TEST_CASE("a database of 300 tables is filled in four round trips a table, and then asked once") {
  if (!can_start_postgresql()) return;
  SeedingScene scene("postgresql");
  for (int i = 0; i < 300; ++i) {
    const std::string parent = i == 0 ? "integer" : fmt::format("bigint references t{} (id)", i - 1);
    scene.execute(
        {fmt::format("create table t{} (id bigint generated by default as identity primary key, "
                     "parent_id {}, name text not null, size integer not null check (size > 0), "
                     "state text not null default 'a' check (state in ('a', 'b')), at timestamptz)",
                     i, parent)});
  }
  const rung::Schema schema = scene.schema();
  rung::test::CountedPorts ports(scene.database().ports());
  rung::testing::Seeder seeder(ports);
  CHECK(seeder.fill(schema).unfilled.empty());
  // Of each table: its parent's keys, its two checks, its rows.
  CHECK(ports.calls() <= 4 * 300 + 2);
  CHECK(scene.tables_with_less_than(4) == none);

  const std::size_t before = ports.calls();
  CHECK(seeder.fill(schema).unfilled.empty());
  CHECK(ports.calls() == before + 1);
}
