#include <catch2/catch.hpp>

#include "backend/schema_imaging.hpp"

// Routines, types, and what belongs to the database as a whole: whatever is changed is seen in the image, and
// only that.

namespace rung::test {
namespace {

std::string aggregate(const std::string& more) { return "create aggregate g (integer) (" + more + ");"; }

std::string again(const std::string& more) { return "drop aggregate g (integer);" + aggregate(more); }

}  // namespace

TEST_CASE("each property of a PostgreSQL routine is seen", "[schema][postgresql]") {
  if (!can_start_postgresql()) return;
  SchemaImaging imaging;
  const std::string f = "create function f(a integer) returns integer language sql as 'select 1';";
  const std::string definition = "function public.f(integer): definition";
  const std::string p = "create procedure p(a integer) language sql as 'select 1';";
  check_changes(
      imaging,
      {
          {f, "drop function f", "function public.f(integer)"},
          {f, "create function f(a text) returns integer language sql as 'select 1'",
           "function public.f(text)"},
          {f, "create or replace function f(a integer) returns integer language sql as 'select 2'",
           definition},
          {f, "alter function f immutable", definition},
          {f, "alter function f security definer", definition},
          {f, "alter function f set work_mem = '1MB'", definition},
          {f, "alter function f owner to rung_owner", "function public.f(integer): owner"},
          {f, "revoke execute on function f from public", "function public.f(integer): revoked"},
          {f, "grant execute on function f to rung_reader", "function public.f(integer): grants"},
          {f, "comment on function f is 'x'", "function public.f(integer): comment"},
          {"create function s() returns integer return 1",
           "create or replace function s() returns integer return 2", "function public.s(): definition"},
          {p, "create or replace procedure p(a integer) language sql as 'select 2'",
           "procedure public.p(integer): definition"},
          {p, "comment on procedure p is 'x'", "procedure public.p(integer): comment"},
          {"create function w() returns bigint language internal window as 'window_row_number'",
           "alter function w() cost 7", "window function public.w(): definition"},
      });
}

TEST_CASE("each property of a PostgreSQL aggregate, operator and cast is seen", "[schema][postgresql]") {
  if (!can_start_postgresql()) return;
  SchemaImaging imaging;
  const std::string sum = "sfunc = int4pl, stype = integer";
  const std::string moving = sum + ", msfunc = int4pl, minvfunc = int4mi, mstype = integer";
  const std::string last =
      "create function h(integer, integer) returns integer language sql as 'select 1';"
      "create function h(integer) returns integer language sql as 'select 1';";
  const std::string finals = ", finalfunc = h, mfinalfunc = h";
  const std::string internal =
      "sfunc = int8_avg_accum, stype = internal, combinefunc = int8_avg_combine, finalfunc = "
      "numeric_poly_avg";
  const auto property = [](const std::string& name) { return "aggregate public.g(integer): " + name; };
  const std::string op = "create operator === (leftarg = integer, rightarg = integer, function = int4eq);";
  const std::string of_operator = "operator public.===(integer,integer)";
  const auto changed = [](const std::string& definition) {
    return "drop operator === (integer, integer); create operator === " + definition;
  };
  const std::string cast =
      "drop cast if exists (integer as point);"
      "create function c(integer) returns point language sql as 'select point(1, 1)';"
      "create cast (integer as point) with function c(integer);";
  check_changes(
      imaging,
      {
          {aggregate(sum), "drop aggregate g (integer)", "aggregate public.g(integer)"},
          {aggregate(sum), again("sfunc = int4mul, stype = integer"), property("transition")},
          {aggregate(sum), again("sfunc = int84pl, stype = bigint, initcond = '0'"),
           property("state type") + " | " + property("transition") + " | " + property("initial value")},
          {aggregate(sum), again(sum + ", sspace = 64"), property("state size")},
          {aggregate(sum), again(sum + ", initcond = '1'"), property("initial value")},
          {aggregate(sum), again(sum + ", finalfunc = int4abs"), property("final")},
          {aggregate(sum), again(sum + ", finalfunc_modify = read_write"), property("final modifies")},
          {aggregate(sum), again(sum + ", combinefunc = int4pl"), property("combine")},
          {aggregate(sum), again(sum + ", sortop = <"), property("sort operator")},
          {aggregate(sum), again(sum + ", parallel = safe"), property("parallel")},
          {aggregate(sum), again(moving),
           property("moving inverse") + " | " + property("moving state type") + " | " +
               property("moving transition")},
          {aggregate(moving), again(moving + ", msspace = 64"), property("moving state size")},
          {aggregate(moving), again(moving + ", minitcond = '1'"), property("moving initial value")},
          {aggregate(moving), again(moving + ", mfinalfunc = int4abs"), property("moving final")},
          {aggregate(moving), again(moving + ", mfinalfunc_modify = read_write"),
           property("moving final modifies")},
          {last + aggregate(moving + ", finalfunc_extra" + finals),
           again(moving + ", finalfunc_extra, mfinalfunc_extra" + finals),
           property("moving final sees arguments")},
          {last + aggregate(moving + ", mfinalfunc_extra" + finals),
           again(moving + ", finalfunc_extra, mfinalfunc_extra" + finals), property("final sees arguments")},
          {"create aggregate g (bigint) (" + internal + ")",
           "drop aggregate g (bigint); create aggregate g (bigint) (" + internal +
               ", serialfunc = int8_avg_serialize, deserialfunc = int8_avg_deserialize)",
           "aggregate public.g(bigint): deserialize | aggregate public.g(bigint): serialize"},
          {"create aggregate g (x integer) (" + sum + ")",
           "drop aggregate g (integer); create aggregate g (y integer) (" + sum + ")", property("arguments")},
          {"create aggregate g (integer order by integer) (sfunc = int4_sum, stype = bigint)",
           "drop aggregate g (integer order by integer);"
           "create aggregate g (integer order by integer) (sfunc = int4_sum, stype = bigint, hypothetical)",
           "aggregate public.g(integer,integer): kind"},
          {aggregate(sum), "alter aggregate g (integer) owner to rung_owner", property("owner")},
          {aggregate(sum), "grant execute on function g (integer) to rung_reader", property("grants")},
          {aggregate(sum), "comment on aggregate g (integer) is 'x'", property("comment")},
          {op, "drop operator === (integer, integer)", of_operator},
          {op, "alter operator === (integer, integer) set (restrict = eqsel)", of_operator + ": restrict"},
          {op, changed("(leftarg = integer, rightarg = integer, function = int4ne)"),
           of_operator + ": function"},
          {op, changed("(leftarg = integer, rightarg = integer, function = int4pl)"),
           of_operator + ": function | " + of_operator + ": result"},
          {op, changed("(leftarg = integer, rightarg = integer, function = int4eq, commutator = ===)"),
           of_operator + ": commutator"},
          {op + "create operator !=== (leftarg = integer, rightarg = integer, function = int4ne);",
           changed("(leftarg = integer, rightarg = integer, function = int4eq, negator = !===)"),
           "operator public.!===(integer,integer): negator | " + of_operator + ": negator"},
          {op, "alter operator === (integer, integer) set (join = eqjoinsel)", of_operator + ": join"},
          {op, changed("(leftarg = integer, rightarg = integer, function = int4eq, hashes)"),
           of_operator + ": hashes"},
          {op, changed("(leftarg = integer, rightarg = integer, function = int4eq, merges)"),
           of_operator + ": merges"},
          {op, "alter operator === (integer, integer) owner to rung_owner", of_operator + ": owner"},
          {op, "comment on operator === (integer, integer) is 'x'", of_operator + ": comment"},
          {cast, "drop cast (integer as point)", "cast (integer as point)"},
          {cast,
           "drop cast (integer as point); create cast (integer as point) with function c(integer) as "
           "implicit",
           "cast (integer as point): context"},
          {cast, "drop cast (integer as point); create cast (integer as point) with inout",
           "cast (integer as point): function | cast (integer as point): method"},
          {cast, "comment on cast (integer as point) is 'x'", "cast (integer as point): comment"},
      });
}

TEST_CASE("each property of a PostgreSQL type is seen", "[schema][postgresql]") {
  if (!can_start_postgresql()) return;
  SchemaImaging imaging;
  const std::string e = "create type e as enum ('one', 'two');";
  const std::string d = "create domain d as text;";
  const std::string c = "create type c as (a integer, b text);";
  const std::string r = "create type r as range (subtype = text);";
  check_changes(
      imaging,
      {
          {e, "drop type e", "enum public.e"},
          {e, "alter type e add value 'three' before 'two'", "enum public.e: values"},
          {e, "alter type e rename value 'two' to 'it''s'", "enum public.e: values"},
          {e, "drop type e; create type e as enum ('two', 'one')", "enum public.e: values"},
          {e, "alter type e owner to rung_owner", "enum public.e: owner"},
          {e, "revoke usage on type e from public", "enum public.e: revoked"},
          {e, "grant usage on type e to rung_reader", "enum public.e: grants"},
          {d, "alter domain d owner to rung_owner", "domain public.d: owner"},
          {d, "grant usage on domain d to rung_reader", "domain public.d: grants"},
          {c, "alter type c owner to rung_owner", "composite type public.c: owner"},
          {c, "grant usage on type c to rung_reader", "composite type public.c: grants"},
          {r, "alter type r owner to rung_owner", "range type public.r: owner"},
          {r, "grant usage on type r to rung_reader", "range type public.r: grants"},
          {e, "comment on type e is 'x'", "enum public.e: comment"},
          {d, "drop domain d; create domain d as varchar(10)", "domain public.d: type"},
          {d, "alter domain d set not null", "domain public.d: not null"},
          {d, "alter domain d set default 'x'", "domain public.d: default"},
          {d, "drop domain d; create domain d as text collate \"C\"", "domain public.d: collation"},
          {d, "alter domain d add constraint k check (value <> '')", "check public.d.k"},
          {d + "alter domain d add constraint k check (value <> '')",
           "alter domain d drop constraint k; alter domain d add constraint k check (value <> 'x') not valid",
           "check public.d.k: expression | check public.d.k: not valid"},
          {d, "comment on domain d is 'x'", "domain public.d: comment"},
          {d + "alter domain d add constraint k check (value <> '')",
           "comment on constraint k on domain d is 'x'", "check public.d.k: comment"},
          {c, "alter type c add attribute z integer", "column public.c.z"},
          {c, "alter type c alter attribute a type bigint", "column public.c.a: type"},
          {c, "drop type c; create type c as (b text, a integer)", "composite type public.c: column order"},
          {c, "comment on column c.a is 'x'", "column public.c.a: comment"},
          {c, "comment on type c is 'x'", "composite type public.c: comment"},
          {r, "drop type r", "range type public.r"},
          {r, "drop type r; create type r as range (subtype = name)", "range type public.r: subtype"},
          {r, "drop type r; create type r as range (subtype = text, subtype_opclass = text_pattern_ops)",
           "range type public.r: operator class"},
          {r, "drop type r; create type r as range (subtype = text, collation = \"C\")",
           "range type public.r: collation"},
          {"create type r as range (subtype = integer)",
           "drop type r; create type r as range (subtype = integer, subtype_diff = int4range_subdiff)",
           "range type public.r: subtype difference"},
          {r, "drop type r; create type r as range (subtype = text, multirange_type_name = several)",
           "range type public.r: multirange"},
          {r, "comment on type r is 'x'", "range type public.r: comment"},
          {"create collation l (locale = 'C')", "drop collation l", "collation public.l"},
          {"create collation l (locale = 'C')", "drop collation l; create collation l (locale = 'POSIX')",
           "collation public.l: locale"},
          {"create collation l (locale = 'C')",
           "drop collation l; create collation l (lc_collate = 'C', lc_ctype = 'POSIX')",
           "collation public.l: character type"},
          {"create collation l (provider = icu, locale = 'de')",
           "drop collation l; create collation l (provider = icu, locale = 'fr')",
           "collation public.l: locale"},
          {"create collation l (provider = icu, locale = 'de')",
           "drop collation l; create collation l (provider = icu, locale = 'de', deterministic = false)",
           "collation public.l: not deterministic"},
          {"create collation l (locale = 'C')", "alter collation l owner to rung_owner",
           "collation public.l: owner"},
          {"create collation l (provider = icu, locale = 'de')",
           "drop collation l; create collation l (provider = icu, locale = 'de', rules = '& a < g')",
           "collation public.l: rules", 160000},
          {"create collation l (provider = icu, locale = 'de')",
           "drop collation l; create collation l (provider = libc, locale = 'C')",
           "collation public.l: locale | collation public.l: provider"},
          {"create collation l (locale = 'C')", "comment on collation l is 'x'",
           "collation public.l: comment"},
      });
}

TEST_CASE("what belongs to a PostgreSQL database as a whole is seen", "[schema][postgresql]") {
  if (!can_start_postgresql()) return;
  SchemaImaging imaging;
  const std::string s = "drop schema if exists s cascade; create schema s;";
  const std::string event =
      "create function f() returns event_trigger language plpgsql as 'begin end';"
      "create event trigger e on ddl_command_end execute function f();";
  const std::string published =
      "drop publication if exists p; create table t (a integer, b integer); create table u ();"
      "create publication p for table t;";
  const std::string server =
      "drop foreign data wrapper if exists w cascade; create foreign data wrapper w;"
      "create server v foreign data wrapper w; create foreign table t (a integer) server v;";
  const std::string extension = "drop extension if exists tcn; create extension tcn;";
  check_changes(
      imaging,
      {
          {s, "drop schema s", "schema s"},
          {s, "alter schema s owner to rung_owner", "schema s: owner"},
          {s, "grant usage on schema s to rung_reader", "schema s: grants"},
          {"", "grant create on schema public to rung_reader", "schema public: grants"},
          {s, "comment on schema s is 'x'", "schema s: comment"},
          {s, "create table s.\"t.t\" ()", "table s.\"t.t\""},
          {"", "alter default privileges in schema public grant select on tables to rung_reader",
           "default privileges for postgres in public on tables"},
          {"alter default privileges in schema public grant select on tables to rung_reader",
           "alter default privileges in schema public grant insert on tables to rung_reader",
           "default privileges for postgres in public on tables: grants"},
          {event, "drop event trigger e", "event trigger e"},
          {event, "alter event trigger e disable", "event trigger e: enabled"},
          {event,
           "drop event trigger e; create event trigger e on ddl_command_end when tag in ('DROP TABLE') "
           "execute function f()",
           "event trigger e: tags"},
          {event, "drop event trigger e; create event trigger e on sql_drop execute function f()",
           "event trigger e: event"},
          {event,
           "create function g() returns event_trigger language plpgsql as 'begin end';"
           "drop event trigger e; create event trigger e on ddl_command_end execute function g();"
           "drop function f",
           "event trigger e: function | function public.f() | function public.g()"},
          {event, "comment on event trigger e is 'x'", "event trigger e: comment"},
          {published, "drop publication p", "publication p"},
          {published, "alter publication p set (publish = 'insert')", "publication p: operations"},
          {published, "alter publication p set (publish_via_partition_root)", "publication p: via root"},
          {published, "alter publication p add table u", "published table p.public.u"},
          {published, "alter publication p set table t (a)", "published table p.public.t: columns", 150000},
          {published, "alter publication p set table t where (a > 1)", "published table p.public.t: where",
           150000},
          {published, "drop publication p; create publication p for all tables",
           "publication p: all tables | published table p.public.t"},
          {published, "alter publication p set tables in schema public",
           "publication p: schemas | published table p.public.t", 150000},
          {published, "comment on publication p is 'x'", "publication p: comment"},
          {published, "alter publication p owner to rung_owner", "publication p: owner"},
          {server, "drop foreign table t", "table public.t"},
          {server, "drop foreign table t; create table t (a integer)",
           "table public.t: server | table public.t: storage"},
          {server, "alter foreign table t options (add x '1')", "table public.t: server options"},
          {server, "alter foreign table t alter a options (add x '1')", "column public.t.a: server options"},
          {server, "alter server v options (add x '1')", "server v: options"},
          {server, "alter server v version '2'", "server v: version"},
          {server, "grant usage on foreign server v to rung_reader", "server v: grants"},
          {server, "alter foreign data wrapper w options (add x '1')", "foreign data wrapper w: options"},
          {server, "alter foreign data wrapper w validator postgresql_fdw_validator",
           "foreign data wrapper w: validator"},
          {server, "grant usage on foreign data wrapper w to rung_reader", "foreign data wrapper w: grants"},
          {server, "comment on foreign data wrapper w is 'x'", "foreign data wrapper w: comment"},
          {server, "comment on server v is 'x'", "server v: comment"},
          {server, "alter server v owner to rung_owner", "server v: owner"},
          {server + "drop foreign table t; drop server v; create server v type 'x' foreign data wrapper w",
           "drop server v; create server v type 'y' foreign data wrapper w", "server v: type"},
          {"drop foreign data wrapper if exists w2 cascade;" + server + "create foreign data wrapper w2",
           "drop server v cascade; create server v foreign data wrapper w2;"
           "create foreign table t (a integer) server v",
           "server v: wrapper"},
          {extension, "drop extension tcn", "extension tcn"},
          {s + extension, "alter extension tcn set schema s", "extension tcn: schema"},
          {extension, "comment on extension tcn is 'x'", "extension tcn: comment"},
          {extension, "update pg_extension set extversion = '0.9' where extname = 'tcn'",
           "extension tcn: version"},
          {"alter default privileges revoke select on tables from rung_reader",
           "alter default privileges grant select on tables to rung_reader",
           "default privileges for postgres on tables"},
      });
}

}  // namespace rung::test
