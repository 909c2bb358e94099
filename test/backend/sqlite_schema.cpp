// Each difference that two schemas can have is seen, as the one thing that it is.
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "sqlite_image.hpp"

using namespace rung;        // NOLINT(google-build-using-namespace): a test of many of its names
using namespace rung::test;  // NOLINT(google-build-using-namespace)

namespace {

struct Change {
  std::string before;
  std::string after;
  std::string difference;
};

const std::string parents = "create table p (id integer primary key, k text unique, l text unique); ";

void check_changes(const std::vector<Change>& changes) {
  for (const Change& change : changes) {
    INFO(change.before << "\n" << change.after);
    CHECK(differences(image_of(change.before), image_of(change.after)) == std::vector{change.difference});
    CHECK(differences(image_of(change.before), image_of(change.before)).empty());
  }
}

}  // namespace

TEST_CASE("a change of a SQLite table is seen as what it is") {
  check_changes({
      {"", "create table t (a)", "table t"},
      {"create table t (a); create table u (a)", "create table u (a)", "table t"},
      {"create table t (a, b)", "create table t (b, a)", "table t: column order"},
      {"create table t (a text)", "create table t (a text) strict", "table t: strict"},
      {"create table t (a text not null primary key)",
       "create table t (a text not null primary key) without rowid", "table t: without rowid"},
      {"create table t (a integer primary key)", "create table t (a integer primary key autoincrement)",
       "table t: autoincrement"},
      {"create virtual table t using fts5(a)", "create virtual table t using fts5(a, b)", "table t: module"},
      {"create virtual table t using fts5(a, tokenize = 'porter')",
       "create virtual table t using fts5(a, tokenize = 'ascii')", "table t: module"},
  });
}

TEST_CASE("a change of a SQLite column is seen as what it is") {
  check_changes({
      {"create table t (a)", "create table t (a, b)", "column t.b"},
      {"create table t (a text)", "create table t (a blob)", "column t.a: type"},
      {"create table t (a)", "create table t (a text)", "column t.a: type"},
      {"create table t (a varchar(10))", "create table t (a varchar(11))", "column t.a: type"},
      {"create table t (a text)", "create table t (a text not null)", "column t.a: not null"},
      {"create table t (a default 1)", "create table t (a default 2)", "column t.a: default"},
      {"create table t (a default 1)", "create table t (a)", "column t.a: default"},
      {"create table t (a default -1)", "create table t (a default 1)", "column t.a: default"},
      {"create table t (a default 'x')", "create table t (a default 'X')", "column t.a: default"},
      {"create table t (a default x)", "create table t (a default X)", "column t.a: default"},
      {"create table t (a default true)", "create table t (a default \"true\")", "column t.a: default"},
      {"create table t (a default (1 + 2))", "create table t (a default (1 - 2))", "column t.a: default"},
      {"create table t (a default current_time)", "create table t (a default current_date)",
       "column t.a: default"},
      {"create table t (a, b as (a + 1))", "create table t (a, b as (a + 2))", "column t.b: generated"},
      {"create table t (a, b as (a))", "create table t (a, b as (a) stored)", "column t.b: generated as"},
      {"create table t (a text)", "create table t (a text collate nocase)", "column t.a: collation"},
      {"create table t (a text unique)", "create table t (a text collate nocase unique)",
       "column t.a: collation"},
      {"create table t (a not null)", "create table t (a not null on conflict ignore)",
       "column t.a: on conflict"},
      {"create table t (a not null on conflict fail)", "create table t (a not null on conflict replace)",
       "column t.a: on conflict"},
  });
}

TEST_CASE("a change of a SQLite key is seen as what it is") {
  check_changes({
      {"create table t (a)", "create table t (a, primary key (a))", "primary key t.primary key"},
      {"create table t (a, b, primary key (a, b))", "create table t (a, b, primary key (b, a))",
       "primary key t.primary key: columns"},
      {"create table t (a text, primary key (a))", "create table t (a text, primary key (a collate nocase))",
       "primary key t.primary key: sorting"},
      {"create table t (a text, primary key (a))", "create table t (a text, primary key (a desc))",
       "primary key t.primary key: sorting"},
      // Such a column is not the row's number any more (https://www.sqlite.org/lang_createtable.html#rowid).
      {"create table t (a integer primary key)", "create table t (a integer primary key desc)",
       "primary key t.primary key: sorting"},
      {"create table t (a text primary key)", "create table t (a text primary key on conflict replace)",
       "primary key t.primary key: on conflict"},
      {"create table t (a text unique)", "create table t (a text)", "unique t.(a)"},
      {"create table t (a, b, constraint u unique (a))", "create table t (a, b, constraint u unique (a, b))",
       "unique t.u: columns"},
      {"create table t (a, constraint u unique (a))",
       "create table t (a, constraint u unique (a collate nocase))", "unique t.u: sorting"},
      {"create table t (a, constraint u unique (a))", "create table t (a, constraint u unique (a desc))",
       "unique t.u: sorting"},
      {"create table t (a unique)", "create table t (a unique on conflict ignore)",
       "unique t.(a): on conflict"},
      {"create table t (a, check (a > 0))", "create table t (a)", "check t.a > 0"},
      {"create table t (a, constraint c check (a > 0))", "create table t (a, constraint c check (a > 1))",
       "check t.c: expression"},
      {"create table t (a, constraint c check (a <> 'x'))",
       "create table t (a, constraint c check (a <> 'X'))", "check t.c: expression"},
  });
}

TEST_CASE("a change of a SQLite foreign key is seen as what it is") {
  const std::string plain = "create table t (a, constraint f foreign key (a) references p (k))";
  check_changes({
      {parents + "create table t (a)", parents + "create table t (a references p)",
       "foreign key t.(a) references p"},
      {parents + "create table t (a, b, constraint f foreign key (a) references p)",
       parents + "create table t (a, b, constraint f foreign key (b) references p)",
       "foreign key t.f: columns"},
      {parents + "create table q (id integer primary key); create table t (a constraint f references p)",
       parents + "create table q (id integer primary key); create table t (a constraint f references q)",
       "foreign key t.f: references"},
      {parents + plain, parents + "create table t (a, constraint f foreign key (a) references p (l))",
       "foreign key t.f: referenced columns"},
      {parents + plain, parents + "create table t (a, constraint f foreign key (a) references p)",
       "foreign key t.f: referenced columns"},
      {parents + plain, parents + "create table t (a constraint f references p (k) on delete cascade)",
       "foreign key t.f: on delete"},
      {parents + plain, parents + "create table t (a constraint f references p (k) on update set null)",
       "foreign key t.f: on update"},
      {parents + plain, parents + "create table t (a constraint f references p (k) match full)",
       "foreign key t.f: match"},
      {parents + plain,
       parents + "create table t (a constraint f references p (k) deferrable initially deferred)",
       "foreign key t.f: deferrable"},
  });
}

TEST_CASE("a change of a SQLite index, view or trigger is seen as what it is") {
  const std::string t = "create table t (a text, b text); ";
  const std::string trigger = "create trigger g after insert on t begin select 1; end";
  check_changes({
      {t, t + "create index i on t (a)", "index t.i"},
      {t + "create index i on t (a)", t + "create index i on t (a, b)", "index t.i: columns"},
      {t + "create index i on t (a)", t + "create index i on t (a desc)", "index t.i: columns"},
      {t + "create index i on t (a)", t + "create index i on t (a collate nocase)", "index t.i: columns"},
      {t + "create index i on t (lower(a))", t + "create index i on t (upper(a))", "index t.i: columns"},
      {t + "create index i on t (lower(a))", t + "create index i on t (lower(a) collate nocase)",
       "index t.i: columns"},
      {t + "create index i on t (a)", t + "create unique index i on t (a)", "index t.i: unique"},
      {t + "create index i on t (a)", t + "create index i on t (a) where b is null", "index t.i: where"},
      {t + "create index i on t (a) where b = 'x'", t + "create index i on t (a) where b = 'y'",
       "index t.i: where"},
      {t + "create view v as select a from t", t + "create view v as select b from t", "view v: definition"},
      {t + "create view v as select a from t", t + "create view v (c) as select a from t", "view v: columns"},
      {t + "create view v as select 'x'", t + "create view v as select 'X'", "view v: definition"},
      {t, t + trigger, "trigger t.g"},
      {t + trigger, t + "create trigger g before insert on t begin select 1; end", "trigger t.g: definition"},
      {t + trigger, t + "create trigger g after delete on t begin select 1; end", "trigger t.g: definition"},
      {t + trigger, t + "create trigger g after insert on t when new.a > 1 begin select 1; end",
       "trigger t.g: definition"},
      {t + trigger, t + "create trigger g after insert on t begin select 2; end", "trigger t.g: definition"},
      {t + "create trigger g after update of a on t begin select 1; end",
       t + "create trigger g after update of a, b on t begin select 1; end", "trigger t.g: definition"},
  });
}

TEST_CASE("the numbers that a SQLite file carries for its program are in the image") {
  check_changes({
      {"", "pragma user_version = 3", "database main: user_version"},
      {"", "pragma application_id = 1234", "database main: application_id"},
  });
  CHECK(to_string(image_of("")) == "database main\n");
}

TEST_CASE("an image says everything of a SQLite table") {
  const std::string sql =
      parents +
      "create table Job (id integer primary key, Name varchar ( 10, 2 ) not null default 'New',"
      " parent references p on delete set null on update restrict deferrable initially deferred,"
      " n int as (id + 1) stored check (n > 0), unique (Name collate nocase, parent));"
      "create unique index by_n on Job (n desc, lower(Name)) where n < 5;";
  CHECK(to_string(image_of(sql)) ==
        "table job\n"
        "  columns: id, name, parent, n\n"
        "  check n > 0\n"
        "    expression: n > 0\n"
        "  column id\n"
        "    type: integer\n"
        "  column n\n"
        "    generated: id + 1\n"
        "    generated as: stored\n"
        "    type: int\n"
        "  column name\n"
        "    default: 'New'\n"
        "    not null: yes\n"
        "    type: varchar(10, 2)\n"
        "  column parent\n"
        "  foreign key (parent) references p\n"
        "    columns: parent\n"
        "    deferrable: initially deferred\n"
        "    on delete: set null\n"
        "    on update: restrict\n"
        "    referenced columns: id\n"
        "    references: p\n"
        "  index by_n\n"
        "    columns: n desc, lower(name)\n"
        "    unique: yes\n"
        "    where: n < 5\n"
        "  primary key primary key\n"
        "    columns: id\n"
        "  unique (name collate nocase, parent)\n"
        "    columns: name, parent\n"
        "    sorting: name collate nocase, parent\n"
        "database main\n"
        "table p\n"
        "  columns: id, k, l\n"
        "  column id\n"
        "    type: integer\n"
        "  column k\n"
        "    type: text\n"
        "  column l\n"
        "    type: text\n"
        "  primary key primary key\n"
        "    columns: id\n"
        "  unique (k)\n"
        "    columns: k\n"
        "  unique (l)\n"
        "    columns: l\n");
}
