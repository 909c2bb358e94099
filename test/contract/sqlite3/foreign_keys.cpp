#include <soci/soci.h>

#include "contract/sets.hpp"
#include "contract/sqlite3/file_place.hpp"

using namespace rung;
using namespace rung::test;
using Catch::Contains;

namespace {

constexpr const char* parent_and_child =
    "create table parent(id integer primary key, name text);\n"
    "create table child(id integer primary key, parent_id integer references parent(id) on delete cascade);\n"
    "insert into parent values (1, 'one'), (2, 'two');\n"
    "insert into child values (10, 1), (20, 2);";

/// The rebuild that SQLite's manual describes (https://www.sqlite.org/lang_altertable.html#otheralter).
constexpr const char* rebuild =
    "create table new_parent(id integer primary key, name text not null);\n"
    "insert into new_parent select id, name from parent;\n"
    "drop table parent;\n"
    "alter table new_parent rename to parent;";

Migrations family() { return script(1, parent_and_child, "drop table child; drop table parent;"); }

}  // namespace

TEST_CASE("a table rebuild keeps the rows of its children, and the session enforces foreign keys afterwards",
          "[sqlite3]") {
  FilePlace place;
  place.upgrade({family()});
  place.with_session([](soci::session& session, Database& database) {
    Upgrader{database, {family() + script(2, rebuild, rebuild)}}.run();
    CHECK(number(session, "select count(*) from child") == 2);
    CHECK(number(session, "pragma foreign_keys") == 1);
    CHECK_THROWS(session << "insert into child values (30, 99)");
    Downgrader{database, {family() + script(2, rebuild, rebuild)}}.run(Target::version(1));
    CHECK(number(session, "select count(*) from child") == 2);
    CHECK(number(session, "pragma foreign_keys") == 1);
  });
}

TEST_CASE(
    "a run beside a table rebuild does not enforce foreign keys, either, and warns of what counts on them",
    "[sqlite3]") {
  FilePlace place;
  place.upgrade({family()});
  const Migrations deletes = script(3, "delete from parent where id = 1", "");

  SECTION("a cascade that is wanted does not fire, and what it leaves fails the run") {
    const MigrationSet set{family() + script(2, rebuild, "") + deletes};
    const Plan plan = place.plan_upgrade(set);
    REQUIRE(plan.segments.size() == 1);
    CHECK(plan.segments.front().foreign_keys == ForeignKeys::off);
    REQUIRE(plan.warnings.size() == 1);
    CHECK_THAT(plan.warnings.front(), Contains("3 'step_3'") && Contains("transaction own"));
    const auto error = thrown<ExecutionError>([&] { place.upgrade(set); });
    CHECK_THAT(error.what(), Contains("table 'child'") && Contains("'parent'"));
    CHECK(place.number("select count(*) from parent") == 2);
  }
  SECTION("in a transaction of its own it fires") {
    const MigrationSet set{family() + script(2, rebuild, "") +
                           script(3, "delete from parent where id = 1", "", Transaction::own)};
    CHECK(place.plan_upgrade(set).warnings.empty());
    place.upgrade(set);
    CHECK(place.number("select count(*) from child") == 1);
  }
  SECTION("an insert or replace into a parent is warned of, too") {
    const MigrationSet set{family() + script(2, rebuild, "") +
                           script(3, "insert or replace into parent values (1, 'eins')", "")};
    REQUIRE(place.plan_upgrade(set).warnings.size() == 1);
    CHECK_THAT(place.plan_upgrade(set).warnings.front(), Contains("transaction own"));
    CHECK_FALSE(place.upgrade(set).warnings.empty());
    CHECK(place.number("select count(*) from child") == 2);
  }
  SECTION("in a transaction of its own it removes the child's row, as it does by hand") {
    place.upgrade({family() + script(2, rebuild, "") +
                   script(3, "insert or replace into parent values (1, 'eins')", "", Transaction::own)});
    CHECK(place.number("select count(*) from child") == 1);
  }
}

TEST_CASE("a rebuild that renames the old table away is found, even with an empty child", "[sqlite3]") {
  FilePlace place;
  place.upgrade({family()});
  place.execute("delete from child");
  const char* const rename_away =
      "alter table parent rename to parent_old;\n"
      "create table parent(id integer primary key, name text not null);\n"
      "insert into parent select id, name from parent_old;\n"
      "drop table parent_old;";
  const std::string before = place.image();
  const auto error = thrown<ExecutionError>([&] { place.upgrade({family() + script(2, rename_away, "")}); });
  CHECK_THAT(error.what(), Contains("child.parent_id") && Contains("parent_old"));
  CHECK(error.database_state().version() == Version{1});
  CHECK(place.image() == before);
}

TEST_CASE("a parent that is dropped under its child is found", "[sqlite3]") {
  FilePlace place;
  place.upgrade({family()});
  const auto error =
      thrown<ExecutionError>([&] { place.upgrade({family() + script(2, "drop table parent", "")}); });
  CHECK_THAT(error.what(), Contains("child"));
  CHECK(place.number("select count(*) from child") == 2);
}

TEST_CASE("violations that were there before do not fail the run, new ones do", "[sqlite3]") {
  FilePlace place;
  place.upgrade({family()});
  place.execute_raw("insert into child values (30, 99)");

  SECTION("a rebuild of the parent") { CHECK(place.upgrade({family() + script(2, rebuild, "")}).steps == 1); }
  SECTION("a rebuild of the child, whose rows get other numbers") {
    place.execute_raw("create table note(text text, parent_id integer references parent(id))");
    place.execute_raw("insert into note values ('gone', 1), ('old', 77)");
    place.execute_raw("delete from note where text = 'gone'");
    const char* const rebuild_note =
        "create table new_note(text text not null, parent_id integer references parent(id));\n"
        "insert into new_note select text, parent_id from note;\n"
        "drop table note;\n"
        "alter table new_note rename to note;";
    CHECK(place.upgrade({family() + script(2, rebuild_note, "")}).steps == 1);
  }
  SECTION("one more") {
    const auto error = thrown<ExecutionError>([&] {
      place.upgrade({family() + script(2, std::string(rebuild) + "insert into child values (40, 98);", "")});
    });
    CHECK_THAT(error.what(), Contains("parent_id = 98") && !Contains("99"));
  }
}

TEST_CASE("a foreign key to a table that never existed does not fail the run", "[sqlite3]") {
  FilePlace place;
  const MigrationSet set{
      script(1, "create table a(id integer primary key, b_id integer references not_yet(id));", "") +
      script(2, "create table x(id integer, name text); drop table x;", "")};
  CHECK(place.upgrade(set).steps == 2);
  CHECK(
      place
          .upgrade(
              {script(1, "create table a(id integer primary key, b_id integer references not_yet(id));", "") +
               script(2, "create table x(id integer, name text); drop table x;", "") +
               script(3, "create table x(id integer, name text); drop table x;", "")})
          .steps == 1);
}

TEST_CASE("a foreign key to a parent that is not unique is reported as what it is", "[sqlite3]") {
  FilePlace place;
  place.upgrade({family()});
  const char* const without_key =
      "create table new_parent(id integer, name text);\n"
      "insert into new_parent select id, name from parent;\n"
      "drop table parent;\n"
      "alter table new_parent rename to parent;";
  const auto error = thrown<ExecutionError>([&] { place.upgrade({family() + script(2, without_key, "")}); });
  CHECK_THAT(error.what(), Contains("foreign key mismatch"));
  CHECK_THAT(error.what(), Contains("child"));
}

TEST_CASE("a mismatched parent key that was there before does not fail the run", "[sqlite3]") {
  FilePlace place;
  place.upgrade({family()});
  place.execute_raw("create table tag(name text)");
  place.execute_raw("create table tagged(id integer, tag text references tag(name))");
  place.execute_raw("insert into tagged values (1, 'x')");
  CHECK(place.upgrade({family() + script(2, rebuild, "")}).steps == 1);
}

TEST_CASE("PRAGMA foreign_keys in a wrapped script is honoured, and dropped", "[sqlite3]") {
  FilePlace place;
  place.upgrade({family()});
  const std::string around =
      "pragma foreign_keys = off;\n" + std::string(rebuild) + "\npragma foreign_keys = on;";
  const MigrationSet set{family() + script(2, around, "")};
  CHECK(place.plan_upgrade(set).segments.front().foreign_keys == ForeignKeys::off);
  CHECK(place.plan_upgrade(set).steps.front().statements == 4);
  place.upgrade(set);
  CHECK(place.number("select count(*) from child") == 2);

  const MigrationSet insert{family() + script(2, around, "") +
                            script(3,
                                   "pragma foreign_keys = 0;\ninsert into child values (50, 3);\ninsert into "
                                   "parent values (3, 'three');",
                                   "")};
  CHECK(place.upgrade(insert).steps == 1);
}

TEST_CASE("a script that asks for it runs without foreign keys", "[sqlite3]") {
  FilePlace place;
  const Migration asks{
      2, "backwards",
      Script{"insert into child values (50, 3); insert into parent values (3, 'three');", ForeignKeys::off},
      Script{""}};
  CHECK(place.upgrade({family() + Migrations{asks}}).steps == 2);
  CHECK(place.number("select count(*) from child") == 3);
}

TEST_CASE("a session that does not enforce foreign keys gets none enforced", "[sqlite3]") {
  FilePlace place;
  place.with_session([](soci::session& session, Database& database) {
    session << "pragma foreign_keys = off";
    Upgrader{database,
             {family() + script(2, rebuild, "") +
              script(3, "insert into child values (9, 9)", "", Transaction::own)}}
        .run();
    CHECK(number(session, "pragma foreign_keys") == 0);
  });
}
