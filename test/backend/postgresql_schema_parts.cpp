#include <catch2/catch.hpp>

#include "backend/schema_imaging.hpp"

// What stands at a table: whatever is changed in it is seen in the image, and only that.

namespace rung::test {
namespace {

const std::string t = "create table t (a integer, b text, c integer);";
const std::string two =
    "create table p (a integer, b integer, primary key (a), unique (a, b), unique (b));"
    "create table t (a integer, b integer, c integer);";

const std::string partitioned =
    "create table q (a integer not null) partition by list (a); create table q1 partition of q for values in "
    "(1);";

/// What it takes to say another thing of a constraint.
std::string again(const std::string& name, const std::string& definition) {
  return "alter table t drop constraint " + name + "; alter table t add constraint " + name + " " +
         definition;
}

std::string with(const std::string& name, const std::string& definition) {
  return "alter table t add constraint " + name + " " + definition + ";";
}

}  // namespace

TEST_CASE("each property of a PostgreSQL key is seen", "[schema][postgresql]") {
  if (!can_start_postgresql()) return;
  SchemaImaging imaging;
  const std::string unique = t + with("k", "unique (a, b)");
  check_changes(
      imaging,
      {
          {t + "alter table t alter a set not null", with("k", "primary key (a)"), "primary key public.t.k"},
          {unique, "alter table t drop constraint k", "unique public.t.k"},
          {unique, again("k", "unique (b, a)"), "unique public.t.k: columns"},
          {unique, again("k", "unique (a, b) include (c)"), "unique public.t.k: include"},
          {unique, again("k", "unique (a, b) deferrable"), "unique public.t.k: deferrable"},
          {t + with("k", "unique (a) deferrable"), again("k", "unique (a) deferrable initially deferred"),
           "unique public.t.k: deferrable"},
          {unique, again("k", "unique nulls not distinct (a, b)"), "unique public.t.k: nulls not distinct",
           150000},
          {"create table t (a int4range, b int4range)" + std::string(";") + with("k", "unique (a, b)"),
           again("k", "unique (a, b without overlaps)"), "unique public.t.k: without overlaps", 180000},
          {unique, "alter index k set (fillfactor = 50)", "unique public.t.k: options"},
          {unique, "alter table t cluster on k", "unique public.t.k: clustered"},
          {unique, "comment on constraint k on t is 'x'", "unique public.t.k: comment"},
          {"create table p (a integer not null) partition by list (a);"
           "create table p1 partition of p for values in (1)",
           "alter table only p add constraint k primary key (a)", "primary key public.p.k"},
          {"create table p (a integer not null) partition by list (a);"
           "create table p1 partition of p for values in (1); alter table only p add constraint k primary "
           "key (a);"
           "alter table p1 add constraint k1 primary key (a)",
           "alter index k attach partition k1", "primary key public.p.k: invalid | primary key public.p1.k1"},
          {t, "alter table t add constraint x exclude using btree (a with =)", "exclusion public.t.x"},
          {t + with("x", "exclude using btree (a with =)"), again("x", "exclude using btree (c with =)"),
           "exclusion public.t.x: definition"},
          {t + with("x", "exclude using btree (a with =)"), "comment on constraint x on t is 'x'",
           "exclusion public.t.x: comment"},
      });
}

TEST_CASE("each property of a PostgreSQL foreign key and check is seen", "[schema][postgresql]") {
  if (!can_start_postgresql()) return;
  SchemaImaging imaging;
  const std::string key = two + with("f", "foreign key (a) references p (a)");
  const std::string pair = two + with("f", "foreign key (a, b) references p (a, b)");
  const std::string check = t + with("k", "check (a > 0)");
  check_changes(
      imaging,
      {
          {two, with("f", "foreign key (a) references p"), "foreign key public.t.f"},
          {two + partitioned, "alter table q add constraint f foreign key (a) references p (a)",
           "foreign key public.q.f"},
          {partitioned + "alter table q add primary key (a); create table t (a integer)",
           with("f", "foreign key (a) references q"), "foreign key public.t.f"},
          {key, again("f", "foreign key (c) references p (a)"), "foreign key public.t.f: columns"},
          {pair, again("f", "foreign key (b, a) references p (a, b)"), "foreign key public.t.f: columns"},
          {key + "create table q (a integer primary key)", again("f", "foreign key (a) references q (a)"),
           "foreign key public.t.f: references"},
          {key, again("f", "foreign key (a) references p (b)"), "foreign key public.t.f: referenced columns"},
          {key, again("f", "foreign key (a) references p (a) on delete cascade"),
           "foreign key public.t.f: on delete"},
          {two + with("f", "foreign key (a) references p (a) on delete set null"),
           again("f", "foreign key (a) references p (a) on delete set default"),
           "foreign key public.t.f: on delete"},
          {two + with("f", "foreign key (a, b) references p (a, b) on delete set null"),
           again("f", "foreign key (a, b) references p (a, b) on delete set null (b)"),
           "foreign key public.t.f: on delete columns", 150000},
          {key, again("f", "foreign key (a) references p (a) on update restrict"),
           "foreign key public.t.f: on update"},
          {pair, again("f", "foreign key (a, b) references p (a, b) match full"),
           "foreign key public.t.f: match"},
          {key, "alter table t alter constraint f deferrable initially deferred",
           "foreign key public.t.f: deferrable"},
          {key, again("f", "foreign key (a) references p (a) not valid"),
           "foreign key public.t.f: not valid"},
          {key, again("f", "foreign key (a) references p (a) not enforced"),
           "foreign key public.t.f: not enforced | foreign key public.t.f: not valid", 180000},
          {"create table p (a int4range, b int4range, unique (a, b without overlaps));"
           "create table t (a int4range, b int4range);" +
               with("f", "foreign key (a, period b) references p (a, period b)"),
           "alter table t drop constraint f", "foreign key public.t.f", 180000},
          {key, "comment on constraint f on t is 'x'", "foreign key public.t.f: comment"},
          {t, with("k", "check (a > 0)"), "check public.t.k"},
          {check, again("k", "check (a > 1)"), "check public.t.k: expression"},
          {check, again("k", "check (a > 0) no inherit"), "check public.t.k: no inherit"},
          {check, again("k", "check (a > 0) not valid"), "check public.t.k: not valid"},
          {check, again("k", "check (a > 0) not enforced"),
           "check public.t.k: not enforced | check public.t.k: not valid", 180000},
          {check, "comment on constraint k on t is 'x'", "check public.t.k: comment"},
          {check + "create table u (check (a > 1), constraint k check (a > 0)) inherits (t)",
           "alter table t drop constraint k", "check public.t.k | check public.u.k: inherited"},
          {check + "create table u () inherits (t)", "alter table t drop constraint k", "check public.t.k"},
      });
}

TEST_CASE("each property of a PostgreSQL index is seen", "[schema][postgresql]") {
  if (!can_start_postgresql()) return;
  SchemaImaging imaging;
  const auto changed = [](const std::string& definition) {
    return "drop index i; create index i on t " + definition;
  };
  const std::string index = t + "create index i on t (b);";
  const std::string columns = "index public.t.i: columns";
  check_changes(imaging,
                {
                    {t, "create index i on t (a)", "index public.t.i"},
                    {partitioned, "create index i on q (a)", "index public.q.i"},
                    {t + "create index i on t (b) with (fillfactor = 50, deduplicate_items = off)",
                     changed("(b) with (deduplicate_items = off, fillfactor = 50)"), ""},
                    {index, "alter index i rename to j", "index public.t.i | index public.t.j"},
                    {index, "drop index i; create unique index i on t (b)", "index public.t.i: unique"},
                    {index, changed("using hash (b)"), "index public.t.i: method"},
                    {index, changed("(a)"), columns},
                    {index, changed("(b, a)"), columns},
                    {index, changed("(lower(b))"), columns},
                    {t + "create index i on t (lower(b))", changed("(upper(b))"), columns},
                    {index, changed("(b desc)"), columns},
                    {index, changed("(b nulls first)"), columns},
                    {t + "create index i on t (b desc)", changed("(b desc nulls last)"), columns},
                    {index, changed("(b text_pattern_ops)"), columns},
                    {index, changed("(b collate \"C\")"), columns},
                    {t + "alter table t alter b type text collate \"C\"; create index i on t (b)",
                     changed("(b collate \"default\")"), columns},
                    {t + "create index i on t (lower(b))", changed("(lower(b) collate \"C\")"), columns},
                    {t + "alter table t add d tsvector; create index i on t using gist (d)",
                     changed("using gist (d tsvector_ops (siglen = 100))"), columns},
                    {index, changed("(b) include (a)"), "index public.t.i: include"},
                    {index, changed("(b) where a > 1"), "index public.t.i: where"},
                    {index, "alter index i set (fillfactor = 50)", "index public.t.i: options"},
                    {t + "create unique index i on t (b)",
                     "drop index i; create unique index i on t (b) nulls not distinct",
                     "index public.t.i: nulls not distinct", 150000},
                    {index, "update pg_index set indisvalid = false where indexrelid = 'i'::regclass",
                     "index public.t.i: invalid"},
                    {index, "alter table t cluster on i", "index public.t.i: clustered"},
                    {t + "create index i on t (lower(b))", "alter index i alter 1 set statistics 7",
                     "index public.t.i: statistics targets"},
                    {index, "comment on index i is 'x'", "index public.t.i: comment"},
                });
}

TEST_CASE("each property of a PostgreSQL trigger, policy and statistics object is seen",
          "[schema][postgresql]") {
  if (!can_start_postgresql()) return;
  SchemaImaging imaging;
  const std::string trigger =
      t +
      "create function f() returns trigger language plpgsql as 'begin return new; end';"
      "create trigger g before update on t for each row execute function f();";
  const std::string policy = t + "create policy p on t for select using (a > 0);";
  const std::string statistics = t + "create statistics s on a, b from t;";
  const std::string definition = "trigger public.t.g: definition";
  check_changes(
      imaging,
      {
          {trigger, "drop trigger g on t", "trigger public.t.g"},
          {trigger,
           "drop trigger g on t; create trigger g after update on t for each row execute function f()",
           definition},
          {trigger,
           "drop trigger g on t; create trigger g before update of a on t for each row execute function f()",
           definition},
          {trigger,
           "drop trigger g on t; create trigger g before update on t for each row when (new.a > 1) execute "
           "function f()",
           definition},
          {trigger, "alter table t disable trigger g", "trigger public.t.g: enabled"},
          {trigger, "alter table t enable always trigger g", "trigger public.t.g: enabled"},
          {trigger, "comment on trigger g on t is 'x'", "trigger public.t.g: comment"},
          {trigger + partitioned, "create trigger h before update on q for each row execute function f()",
           "trigger public.q.h"},
          {policy, "drop policy p on t", "policy public.t.p"},
          {policy, "drop policy p on t; create policy p on t for delete using (a > 0)",
           "policy public.t.p: command"},
          {policy, "drop policy p on t; create policy p on t as restrictive for select using (a > 0)",
           "policy public.t.p: restrictive"},
          {policy, "alter policy p on t to rung_reader", "policy public.t.p: roles"},
          {policy, "alter policy p on t using (a > 1)", "policy public.t.p: using"},
          {t + "create policy p on t for insert with check (a > 0)", "alter policy p on t with check (a > 1)",
           "policy public.t.p: with check"},
          {policy, "comment on policy p on t is 'x'", "policy public.t.p: comment"},
          {statistics, "drop statistics s", "statistics public.t.public.s"},
          {statistics, "drop statistics s; create statistics s (mcv) on a, b from t",
           "statistics public.t.public.s: definition"},
          {statistics, "alter statistics s set statistics 9",
           "statistics public.t.public.s: statistics target"},
          {statistics, "alter statistics s owner to rung_owner", "statistics public.t.public.s: owner"},
          {statistics, "comment on statistics s is 'x'", "statistics public.t.public.s: comment"},
      });
}

}  // namespace rung::test
