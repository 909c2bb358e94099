#include <catch2/catch.hpp>

#include "backend/schema_imaging.hpp"

// Whatever is changed in a database is seen in its image, and only that.

namespace rung::test {
namespace {

const std::string t = "create table t (a integer, b text)";

}  // namespace

TEST_CASE("each property of a PostgreSQL table is seen", "[schema][postgresql]") {
  if (!can_start_postgresql()) return;
  SchemaImaging imaging;
  const std::string parts =
      "create table p (a integer, b text) partition by list (a);"
      "create table p1 partition of p for values in (1);";
  check_changes(
      imaging,
      {
          {t, R"(create table "odd ""Name" ())", R"(table public."odd ""Name")"},
          {t, "drop table t", "table public.t"},
          {t, "alter table t rename to u", "table public.t | table public.u"},
          {t, "create temp table only_here ()", ""},
          {t, "alter table t drop a; alter table t add a integer", "table public.t: column order"},
          {t, "alter table t add c integer; alter table t drop c", ""},
          {t, "alter table t set unlogged", "table public.t: storage"},
          {t, "alter table t set (fillfactor = 70)", "table public.t: options"},
          {t,
           "alter table t set (fillfactor = 70, autovacuum_enabled = off);"
           "alter table t reset (fillfactor, autovacuum_enabled)",
           ""},
          {t, "alter table t set (toast.autovacuum_enabled = off)", "table public.t: options"},
          {"create table p (a integer) partition by list (a)",
           "drop table p; create table p (a integer) partition by hash (a)", "table public.p: partition key"},
          {parts + "create table q (a integer, b text) partition by list (a)",
           "alter table p detach partition p1; alter table q attach partition p1 for values in (1)",
           "table public.p1: partition of"},
          {parts, "alter table p detach partition p1; alter table p attach partition p1 for values in (2)",
           "table public.p1: partition bound"},
          {parts + "create index on p (a); alter table p add primary key (a), add check (a > 0)",
           "comment on table p1 is 'copies are not told'", "table public.p1: comment"},
          {t + "; create table v (a integer, b text); create table u () inherits (t)",
           "alter table u no inherit t; alter table u inherit v",
           "table public.u: inherits | column public.u.a: inherited | column public.u.b: inherited"},
          {t + "; create type row_type as (a integer, b text)", "alter table t of row_type",
           "table public.t: of type"},
          {t, "alter table t enable row level security", "table public.t: row security"},
          {t + "; alter table t enable row level security", "alter table t force row level security",
           "table public.t: row security"},
          {t, "alter table t replica identity full", "table public.t: replica identity"},
          {"create table t (a integer not null); create unique index i on t (a)",
           "alter table t replica identity using index i", "table public.t: replica identity"},
          {t + "; drop access method if exists other cascade; create access method other type table handler "
               "heap_tableam_handler",
           "drop table t; create table t (a integer, b text) using other; ", "table public.t: access method"},
          {t, "alter table t owner to rung_reader", "table public.t: owner"},
          {t, "grant select on t to rung_reader", "table public.t: grants"},
          {t, "grant select on t to rung_reader; revoke select on t from rung_reader", ""},
          {t, "revoke update on t from postgres", "table public.t: grants | table public.t: revoked"},
          {t, "comment on table t is 'what it is'", "table public.t: comment"},
      });
}

TEST_CASE("the tablespace of each PostgreSQL object is seen", "[schema][postgresql]") {
  if (!can_start_postgresql()) return;
  SchemaImaging imaging;
  // A tablespace belongs to the server, which other tests use.
  const std::string name = imaging.rows("select current_database()").front() + "_space";
  imaging.execute("set allow_in_place_tablespaces = on");
  imaging.execute("create tablespace " + name + " location ''");
  const std::string there = " set tablespace " + name;
  check_changes(
      imaging, {
                   {t, "alter table t" + there, "table public.t: tablespace"},
                   {t + "; create index i on t (a)", "alter index i" + there, "index public.t.i: tablespace"},
                   {t + "; alter table t add constraint k unique (a)", "alter index k" + there,
                    "unique public.t.k: tablespace"},
                   {t + "; create materialized view m as select a from t",
                    "alter materialized view m" + there, "materialized view public.m: tablespace"},
               });
  imaging.clear();
  imaging.execute("drop tablespace " + name);
}

TEST_CASE("each property of a PostgreSQL column is seen", "[schema][postgresql]") {
  if (!can_start_postgresql()) return;
  SchemaImaging imaging;
  check_changes(
      imaging,
      {
          {t, "alter table t add c integer", "column public.t.c"},
          {t, "alter table t rename a to \"A\"", "column public.t.\"A\" | column public.t.a"},
          {t, "alter table t alter a type bigint", "column public.t.a: type"},
          {t + "; alter table t add c numeric(5, 2)", "alter table t alter c type numeric(5, 3)",
           "column public.t.c: type"},
          {t, "alter table t alter a set not null", "column public.t.a: not null"},
          {t, "alter table t alter b set default 'x'", "column public.t.b: default"},
          {t + "; alter table t alter b set default 'x'", "alter table t alter b set default ''",
           "column public.t.b: default"},
          {"create table t (a integer, b integer generated always as (a + 1) stored)",
           "alter table t drop b; alter table t add b integer generated always as (a + 2) stored",
           "column public.t.b: generated"},
          {"create table t (a integer, b integer generated always as (a + 1) stored)",
           "alter table t alter b drop expression", "column public.t.b: generated"},
          {"create table t (a integer, b integer generated always as (a + 1) stored)",
           "alter table t drop b; alter table t add b integer generated always as (a + 1) virtual",
           "column public.t.b: generated", 180000},
          {"create table t (a integer generated always as identity)",
           "alter table t alter a set generated by default", "column public.t.a: identity"},
          {t, "alter table t alter b type text collate \"C\"", "column public.t.b: collation"},
          {t, "alter table t alter b set storage external", "column public.t.b: storage"},
          {t, "alter table t alter b set compression pglz", "column public.t.b: compression"},
          {t, "alter table t alter a set statistics 5", "column public.t.a: statistics target"},
          {t, "alter table t alter a set (n_distinct = 3)", "column public.t.a: options"},
          {t + "; create table u () inherits (t)", "alter table u no inherit t; alter table u inherit t",
           "column public.u.a: inherited | column public.u.b: inherited"},
          {t, "grant update (b) on t to rung_reader", "column public.t.b: grants"},
          {t, "comment on column t.b is 'what it says'", "column public.t.b: comment"},
      });
}

TEST_CASE("each property of a PostgreSQL view, rule and sequence is seen", "[schema][postgresql]") {
  if (!can_start_postgresql()) return;
  SchemaImaging imaging;
  const std::string v = t + "; create view v as select a, b from t;";
  const std::string m = t + "; create materialized view m as select a, b from t;";
  const std::string rule = t + "; create rule r as on delete to t do instead nothing;";
  const std::string s = "create sequence s";
  check_changes(
      imaging,
      {
          {t, "create view v as select a from t", "view public.v"},
          {v, "create or replace view v as select a, b from t where a > 1", "view public.v: definition"},
          {v, "alter view v set (security_barrier)", "view public.v: options"},
          {v, "alter view v alter b set default 'x'", "column public.v.b: default"},
          {v, "alter view v owner to rung_owner", "view public.v: owner"},
          {v, "grant select on v to rung_reader", "view public.v: grants"},
          {v, "comment on view v is 'x'", "view public.v: comment"},
          {v, "comment on column v.a is 'x'", "column public.v.a: comment"},
          {v, "create rule r as on insert to v do instead nothing", "rule public.v.r"},
          {m, "refresh materialized view m with no data", "materialized view public.m: populated"},
          {m, "alter materialized view m set (fillfactor = 50)", "materialized view public.m: options"},
          {m, "drop materialized view m; create materialized view m as select a, b from t where a > 1",
           "materialized view public.m: definition"},
          {m + "drop access method if exists other cascade;"
               "create access method other type table handler heap_tableam_handler",
           "drop materialized view m; create materialized view m using other as select a, b from t",
           "materialized view public.m: access method"},
          {m, "create index i on m (a)", "index public.m.i"},
          {m, "comment on materialized view m is 'x'", "materialized view public.m: comment"},
          {rule, "create or replace rule r as on delete to t where old.a > 1 do instead nothing",
           "rule public.t.r: definition"},
          {rule, "alter table t disable rule r", "rule public.t.r: enabled"},
          {rule, "comment on rule r on t is 'x'", "rule public.t.r: comment"},
          {s, "select nextval('s')", ""},
          {s, "drop sequence s", "sequence public.s"},
          {s + " maxvalue 9", "alter sequence s as smallint", "sequence public.s: type"},
          {s, "alter sequence s start 5", "sequence public.s: start"},
          {s, "alter sequence s increment 2", "sequence public.s: increment"},
          {s, "alter sequence s minvalue 0", "sequence public.s: minimum"},
          {s, "alter sequence s maxvalue 100", "sequence public.s: maximum"},
          {s, "alter sequence s cache 10", "sequence public.s: cache"},
          {s, "alter sequence s cycle", "sequence public.s: cycle"},
          {s, "alter sequence s set unlogged", "sequence public.s: storage", 150000},
          {t + ";" + s, "alter sequence s owned by t.a", "sequence public.s: owned by"},
          {t + ";" + s + " owned by t.a", "alter sequence s owned by none", "sequence public.s: owned by"},
          {"create table t (a serial)", "alter table t alter a drop default", "column public.t.a: default"},
          {"create table t (a integer generated always as identity)", "alter table t alter a set increment 3",
           "sequence public.t_a_seq: increment"},
          {s, "grant usage on sequence s to rung_reader", "sequence public.s: grants"},
          {s, "alter sequence s owner to rung_owner", "sequence public.s: owner"},
          {s, "comment on sequence s is 'x'", "sequence public.s: comment"},
      });
}

}  // namespace rung::test
