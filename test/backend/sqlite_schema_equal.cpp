// Schemas that are the same to SQLite have the same image, however they are written and came to be.
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "sqlite_image.hpp"

using namespace rung;        // NOLINT(google-build-using-namespace): a test of many of its names
using namespace rung::test;  // NOLINT(google-build-using-namespace)

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

void check_equal(const Pairs& pairs) {
  for (const auto& [one, other] : pairs) {
    INFO(one << "\n" << other);
    CHECK(differences(image_of(one), image_of(other)).empty());
    CHECK(fingerprint(image_of(one)) == fingerprint(image_of(other)));
  }
}

/// What a step and its way back do to a schema that stays the same.
struct Detour {
  std::string schema;
  std::string there;
  std::string back;
};

const std::string job =
    "create table job (id integer primary key, key text not null check (key <> ''), plan int default 1,"
    " state text default 'queued' check (job.state in ('queued', 'done') and plan > 0),"
    " note text generated always as (key || state) virtual, unique (key, plan));"
    "create index job_queued on job (plan desc, lower(key)) where state = 'queued' and key > 'a';"
    "create table part (job_id integer references job (id) on delete cascade, check (job_id > 0));"
    R"(create view jobs as select job.id, key as "The Key" from job where state = 'done';)"
    "create trigger job_is_done after update of state, key on job when new.key is not old.key begin"
    " update job set plan = plan + 1 where id = new.id; insert into part (job_id) values (new.id); end;";

}  // namespace

TEST_CASE("white space, comments, case and needless quotes do not count in a SQLite schema") {
  check_equal({
      {"create table t(a int default 1,b text check(b<>''and a>=-1))",
       "CREATE TABLE IF NOT EXISTS main.\"T\" ( /* a */ [A] INT -- so\n DEFAULT 1 ,\n\t`b` Text\n"
       R"(CHECK ( "B" <> '' AND a >= - 1 ) ) ;)"},
      {"create table t (a varchar(10, 2), b double precision)",
       "create table t (a VARCHAR ( 10,2 ), b DOUBLE /* or so */ \n PRECISION)"},
      {"create table t (a default x)", R"(create table t (a default "x"))"},
      {"create table t (a default x)", "create table t (a default 'x')"},
      {"create table t (a default x)", "create table t (a default [x])"},
      {"create table t (a default true)", "create table t (a default TRUE)"},
      {"create table t (a default (1))", "create table t (a default 1)"},
      {"create table t (a default x'ab')", "create table t (a default X'AB')"},
      {"create table t (a default current_date)", "create table t (a default (CURRENT_DATE))"},
      {"create table t (a, check (a in ('x')))", R"(create table t (a, check (a in ("x"))))"},
      {"create table t (a check (a > 0 and a < 9))", "create table t (a, check (t.a > 0 and [T].[A] < 9))"},
      {"create table t (a, b as (a + 1))", "create table t (a, b generated always as (a+1) virtual)"},
      {"create table t (key, plan, check (key > plan))",
       R"(create table t ("key", "plan", check ("key" > "plan")))"},
      {"create table t (a, desc, check (desc > a))", R"(create table t (a, "desc", check ("DESC" > a)))"},
      {"create table t (a text primary key asc)", "create table t (a text, primary key (a))"},
      {"create table t (a not null on conflict abort)", "create table t (a not null)"},
      {"create table t (a collate nocase unique)",
       "create table t (a collate nocase, unique (a collate NOCASE))"},
      {"create table t (a unique, unique (a))", "create table t (a unique)"},
      {"create table t (a primary key, b references t)",
       "create table t (a primary key, b references t (a))"},
      {"create table t (a primary key, b references t on delete no action not deferrable)",
       "create table t (a primary key, b references t deferrable initially immediate)"},
      {"create table t (a, b, check (a > 0) unique (a) check (b > 0))",
       "create table t (a, b, check (b > 0), check (a > 0), unique (a))"},
      {"create table t (größe check (größe > 1))", R"(create table t ("größe" check ("größe" > 1)))"},
      {"create table t as select 1 as a, 'x' as b", "create table t (a, b)"},
      {"create table t (a); create index i on t (a) where a>1.5e-3",
       "create table t (a); create index if not exists main.\"I\" on \"t\"(\"a\" ASC)WHERE\nA > 1.5E-3"},
  });
}

TEST_CASE("they do not count in a SQLite view or trigger either") {
  const std::string t = "create table t (a, key, desc); ";
  check_equal({
      {t + "create view v as select a,count(*)as n from t where key=-1 group by a;",
       t + "CREATE VIEW main.[V] AS /* (;) */ SELECT \"A\", COUNT ( * ) as \"N\" FROM \"t\"\n"
           "WHERE \"key\" = - 1 -- ;\nGROUP BY `a`"},
      {t + "create view v as select a from t where t.desc = 'x'",
       t + R"(create view v as select "a" from t where "t"."desc" = "x")"},
      {t + "create view v (x, y) as select 1, 2", t + R"(create view v("X",[Y])as select 1,2)"},
      {t + "create trigger g insert on t begin select 1; end",
       t + R"(create trigger if not exists main.G BEFORE INSERT ON "t" FOR EACH ROW BEGIN SELECT 1 ; END)"},
      {t + "create trigger g after update of a, key on t when new.key > 1 begin delete from t; end",
       t + "create trigger g after update of [A],\"key\" on T for each row when NEW.\"key\">1\n"
           "begin\ndelete from \"t\";\nend"},
      {t + "create trigger g after insert on t begin insert into t (a, key) values (1, 2); end",
       t + R"(create trigger g after insert on t begin insert into t(a, "key")values(1,2); end)"},
  });
}

TEST_CASE("a SQLite table that is built again under another name and renamed is the same") {
  const std::string table =
      " (id integer primary key, name text not null default 'x' collate nocase check (name <> ''),"
      " parent integer references t (id) on delete cascade, n as (id + 1), unique (name),"
      " constraint positive check (id > 0))";
  const std::string index = "create index by_parent on t (parent) where name <> 'a';";
  const std::string trigger = "create trigger g after insert on t begin select new.id; end;";
  SqliteImage database("pragma foreign_keys = off; create table t" + table + ";" + index + trigger);
  const Schema before = database.read();
  database.execute("create table t_rebuilt" + table +
                   "; insert into t_rebuilt (id) select id from t; drop table t;"
                   "alter table t_rebuilt rename to t;" +
                   index + trigger);
  CHECK(differences(before, database.read()).empty());
}

TEST_CASE("a SQLite schema that is changed and changed back is the same") {
  const std::vector<Detour> detours = {
      {job, "alter table job rename to work", "alter table work rename to job"},
      {job, R"(alter table job rename to "order")", R"(alter table "order" rename to JOB)"},
      {job, "alter table job rename column plan to scheme", "alter table job rename column scheme to plan"},
      {job, R"(alter table job rename column key to "Key 2")",
       R"(alter table job rename column "Key 2" to "KEY")"},
      {job, "alter table job rename column state to [check]", R"(alter table job rename "check" to state)"},
      {job, "alter table job add column more text check (more <> 'it''s; check (')",
       "alter table job drop column more"},
      {job, "drop trigger job_is_done; drop view jobs; drop index job_queued",
       job.substr(job.find("create index"), job.find("create table part") - job.find("create index")) +
           job.substr(job.find("create view"))},
      {R"(create table t (a text, check (a in ("x", "Y"))))", "alter table t rename to u",
       "alter table u rename to t"},
  };
  for (const Detour& detour : detours) {
    INFO(detour.there);
    SqliteImage database(detour.schema);
    const Schema before = database.read();
    database.execute(detour.there);
    CHECK_FALSE(differences(before, database.read()).empty());
    database.execute(detour.back);
    CHECK(differences(before, database.read()).empty());
  }
}

TEST_CASE("the image of a SQLite schema is of the database main alone") {
  SqliteImage database("create table t (a text, b integer references t); create index i on t (a);");
  const Schema before = database.read();
  database.execute(
      "create temp table t (other); create temp table u (z); create index temp.i on u (z); create temp view "
      "v as select 1;"
      "create temp trigger g after insert on main.t begin select 1; end;"
      "attach ':memory:' as aside; create table aside.t (b blob primary key); create table aside.w (a);"
      "create index aside.i on t (b); pragma aside.user_version = 7");
  CHECK(differences(before, database.read()).empty());
}

TEST_CASE("what SQLite makes for itself is in no image") {
  SqliteImage database("create table t (a text)");
  const Schema before = database.read();
  database.execute(
      "create table s (id integer primary key autoincrement, a unique); insert into s (a) values (1);"
      "create index i on t (a); insert into t values ('x'); analyze; drop index i; drop table s");
  CHECK(differences(before, database.read()).empty());
  CHECK(to_string(image_of(R"(create virtual table f using fts5(a, "B c", tokenize = 'porter'))")) ==
        "table f\n  module: fts5(a, 'B c', tokenize = 'porter')\ndatabase main\n");
}

TEST_CASE("tables of SQLite that are left out are, with all that belongs to them") {
  const std::string left = R"(create table "Rung_Ledger" (a unique check (a > 0) references t);)"
                           "create index on_ledger on rung_ledger (a);"
                           "create trigger of_ledger after insert on rung_ledger begin select 1; end;";
  const std::string t = "create table t (a primary key); create table rung_ledgers (a);";
  SqliteImage database(t + left);
  CHECK(database.read({"", {"rung_ledger"}}) == image_of(t));
  CHECK(database.read({"main", {"other", "RUNG_LEDGER"}}) == image_of(t));
  CHECK(differences(database.read({"aside", {"rung_ledger"}}), image_of(t + left)).empty());
}

TEST_CASE("a view of SQLite's that does not work any more is in the image") {
  SqliteImage database("create table t (a); create view v as select a from t; drop table t");
  CHECK(property(database.read(), "view", "", "v", "definition") == "select a\nfrom t");
}

TEST_CASE("reading the image of a SQLite schema leaves no transaction open") {
  SqliteImage database("create table t (a)");
  CHECK(database.read() == database.read());
  CHECK(sqlite3_get_autocommit(database.handle()) != 0);
}
