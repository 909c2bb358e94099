#include <algorithm>

#include <soci/soci.h>

#include "symmetry/scratch.hpp"

// How a walk goes: what is climbed, what divides it, and how it goes on behind a finding.

namespace rung::test {
namespace {

using Result = testing::SymmetryStep::Result;

Migration table(std::int64_t version, const std::string& name) {
  return step(version, "create table " + name + "(id integer primary key, n integer)", "drop table " + name);
}

std::vector<Result> results(const testing::SymmetryReport& report) {
  std::vector<Result> found;
  for (const auto& step : report.steps) found.push_back(step.result);
  return found;
}

std::int64_t rows_of(testing::ThrowawayDatabase& database, const std::string& name) {
  int count = 0;
  database.session() << "select count(*) from " + name, soci::into(count);
  return count;
}

}  // namespace

TEST_CASE("a set whose downs are right is symmetric, and ends at its newest with rows in every table") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  const MigrationSet set{{table(1, "a"), table(2, "b"),
                          step(3, "alter table a add column note text", "alter table a drop column note")}};
  const auto report = check_symmetry(set, database);
  INFO(to_string(report));
  CHECK(report.symmetric());
  CHECK(results(report) == std::vector<Result>{Result::symmetric, Result::symmetric, Result::symmetric});
  CHECK(rows_of(database, "a") > 0);
  CHECK(rows_of(database, "b") > 0);
  CHECK(to_string(report) == "3 of 3 migrations are symmetric");
}

TEST_CASE("a database that was walked in before is refused") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  const MigrationSet set{{table(1, "a")}};
  database.session() << "create table prepared(id integer)";
  CHECK(check_symmetry(set, database).symmetric());
  CHECK_THROWS_WITH(check_symmetry(set, database),
                    Catch::Contains("is at 1 already") && Catch::Contains("fresh"));
}

TEST_CASE("an empty set is symmetric") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  CHECK(check_symmetry(MigrationSet{}, database).symmetric());
}

TEST_CASE("an irreversible migration divides the walk") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  const MigrationSet set{{table(1, "a"),
                          {Version{2}, "forget", Script{"delete from a"}, Irreversible{"the rows are gone"}},
                          table(3, "b")}};
  const auto report = check_symmetry(set, database);
  CHECK(report.symmetric());
  CHECK(results(report) == std::vector<Result>{Result::symmetric, Result::irreversible, Result::symmetric});
  CHECK_THAT(to_string(report), Catch::StartsWith("2 forget: irreversible: the rows are gone\n"));
}

TEST_CASE("where no migration has a down, the report says that nothing is proved") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  const MigrationSet set{
      {{Version{1}, "a", Script{"create table a(id integer)"}, Irreversible{"no down file"}}}};
  CHECK(check_symmetry(set, database).notes ==
        std::vector<std::string>{"no down was looked at, so nothing is proved"});
}

TEST_CASE("a down that fails is told with its statement, and the walk goes on above it") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  const MigrationSet set{{table(1, "a"),
                          step(2, "create table b(id integer)", "drop table b; drop table nowhere"),
                          table(3, "c")}};
  const auto report = check_symmetry(set, database);
  CHECK(results(report) == std::vector<Result>{Result::symmetric, Result::asymmetric, Result::symmetric});
  const auto found = findings(report);
  REQUIRE(found.size() == 1);
  CHECK_THAT(found.front(),
             Catch::StartsWith("2 down | the down fails: statement 2 of 2: ") && Catch::Contains("nowhere"));
}

TEST_CASE("one mistake is told once, though everything above it stands on it") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  const MigrationSet set{
      {step(1, "create table a(id integer); create table left_behind(id integer);", "drop table a"),
       table(2, "b"), table(3, "c")}};
  const auto report = check_symmetry(set, database);
  CHECK(finding_names(report) == std::vector<std::string>{"1 table " + called(backend, "left_behind")});
}

TEST_CASE("an up that makes a schema narrower is walked among rows that it bears") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  const auto a = [](const std::string& type) {
    return "create table a(id integer primary key, n " + type + ");";
  };
  const std::string keep = "create table kept as select * from a; drop table a; ";
  const std::string refill = " insert into a select * from kept; drop table kept;";
  const auto set_with = [&](const std::string& down) {
    return MigrationSet{{step(1, a("integer"), "drop table a"),
                         step(2, keep + a("integer not null") + refill, down), table(3, "c")}};
  };
  const auto report = check_symmetry(set_with(keep + a("integer") + refill), database);
  CHECK(report.symmetric());
  REQUIRE(report.notes.size() == 1);
  CHECK_THAT(
      report.notes.front(),
      Catch::StartsWith("migration 2 was looked at among rows that were written behind its up, since its up "
                        "fails: statement 4 of 5: "));
  const auto loses_rows = check_symmetry(set_with(keep + a("integer")), database.another());
  CHECK(finding_names(loses_rows) == std::vector<std::string>{"2 table " + called(backend, "kept")});
  const auto changes = check_symmetry(
      set_with(keep + a("integer") + " insert into a select id, n + 1 from kept; drop table kept;"),
      database.another());
  CHECK(finding_names(changes) == std::vector<std::string>{"2 rows of " + called(backend, "a.n")});
}

TEST_CASE("an up that fails behind every row is found, and the walk goes on above it") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  const MigrationSet set{
      {table(1, "a"),
       step(2, "create table b(id integer not null); insert into b select null from a", "drop table b"),
       table(3, "c"), table(4, "d")}};
  const auto report = check_symmetry(set, database);
  CHECK(results(report) ==
        std::vector<Result>{Result::symmetric, Result::asymmetric, Result::symmetric, Result::symmetric});
  const auto found = findings(report);
  REQUIRE(found.size() == 1);
  CHECK_THAT(found.front(),
             Catch::StartsWith("2 second up | the second up, behind the down, fails: statement 2 of 2: "));
}

TEST_CASE("an up that fails without rows, too, ends the walk") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  const MigrationSet set{{table(1, "a"), step(2, "drop table nowhere", ""), table(3, "c"), table(4, "d")}};
  const auto report = check_symmetry(set, database);
  CHECK(results(report) == std::vector<Result>{Result::symmetric, Result::asymmetric});
  REQUIRE(report.notes.size() == 1);
  CHECK(report.notes.front() ==
        "the walk ended at migration 2, which cannot be climbed; 2 above it were not looked at");
}

TEST_CASE("an up that cannot be done twice is found") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  int ups = 0;
  const RoutineFunction once = [&ups](soci::session&) {
    if (++ups == 2) throw std::runtime_error("once is enough");
  };
  const MigrationSet set{
      {table(1, "a"), {Version{2}, "once", Routine{"once/1", once}, Script{""}}, table(3, "b")}};
  const auto found = findings(check_symmetry(set, database));
  REQUIRE(found.size() == 1);
  CHECK_THAT(found.front(), Catch::StartsWith("2 second up | the second up, behind the down, fails: ") &&
                                Catch::Contains("once is enough"));
}

TEST_CASE("what was found is kept where a fresh database cannot be climbed") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  // As one that makes a role, which belongs to the whole server.
  int ups = 0;
  const RoutineFunction once = [&ups](soci::session&) {
    if (++ups > 1) throw std::runtime_error("it is there already");
  };
  const MigrationSet set{
      {table(1, "a"), {Version{2}, "once", Routine{"once/1", once}, Script{""}}, table(3, "b")}};
  const auto report = check_symmetry(set, database);
  CHECK(finding_names(report) == std::vector<std::string>{"2 second up"});
  CHECK(report.notes ==
        std::vector<std::string>{
            "the walk ended at migration 2, which cannot be climbed; 1 above it was not looked at"});
}

TEST_CASE("a second up that makes another schema is found") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  int ups = 0;
  const RoutineFunction another = [&ups](soci::session& session) {
    session << (++ups == 2 ? "create table b(n integer)" : "create table b(id integer)");
  };
  const RoutineFunction drop = [](soci::session& session) { session << "drop table b"; };
  const MigrationSet set{
      {table(1, "a"), {Version{2}, "b", Routine{"b/1", another}, Routine{"b_gone/1", drop}}, table(3, "c")}};
  const auto names = finding_names(check_symmetry(set, database));
  CHECK_THAT(names, Catch::VectorContains("2 column " + called(backend, "b.n")));
  // The walk goes on in another database, on what its own up has made there.
  CHECK(std::all_of(names.begin(), names.end(),
                    [](const std::string& name) { return Catch::startsWith(name, "2 "); }));
}

TEST_CASE("a second up that leaves other values is found") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  int ups = 0;
  const RoutineFunction count = [&ups](soci::session& session) {
    session << "create table was as select * from a";
    session << "update a set n = " + std::to_string(++ups);
  };
  const RoutineFunction back = [](soci::session& session) {
    session << "update a set n = (select was.n from was where was.id = a.id)";
    session << "drop table was";
  };
  const MigrationSet set{
      {table(1, "a"), {Version{2}, "count", Routine{"count/1", count}, Routine{"back/1", back}}}};
  CHECK(finding_names(check_symmetry(set, database)) ==
        std::vector<std::string>{"2 rows of " + called(backend, "a.n")});
}

TEST_CASE("a table that cannot be filled is named once, unless it may be empty or is filled by hand") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  const MigrationSet set{
      {step(1, "create table a(id integer primary key, secret text not null check (secret = 'x' || 'yz!'))",
            "drop table a"),
       table(2, "b"), table(3, "c")}};
  const std::string a = called(backend, "a");
  const auto report = check_symmetry(set, database);
  CHECK(finding_names(report) == std::vector<std::string>{"1 no rows in " + a});
  CHECK_FALSE(report.symmetric());

  testing::SymmetryOptions empty;
  empty.leave_empty = {{a, "nobody has such rows"}};
  CHECK(check_symmetry(set, database.another(), empty).symmetric());

  testing::SymmetryOptions by_hand;
  by_hand.seeds = {{Version{1}, {"insert into a (id, secret) values (1, 'xyz!')"}}};
  testing::ThrowawayDatabase seeded = database.another();
  CHECK(check_symmetry(set, seeded, by_hand).symmetric());
  CHECK(rows_of(seeded, "a") == 1);
}

TEST_CASE("a column that a migration adds holds values when the next one is looked at") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  const MigrationSet set{{table(1, "a"),
                          step(2, "alter table a add column note text", "alter table a drop column note"),
                          step(3, "alter table a drop column note", "alter table a add column note text")}};
  CHECK(finding_names(check_symmetry(set, database)) ==
        std::vector<std::string>{"3 rows of " + called(backend, "a.note")});
}

TEST_CASE("a seed that is planted behind a quiet migration is looked after by the next one") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  const MigrationSet set{{table(1, "a"), step(2, "create view v as select id from a", "drop view v"),
                          step(3, "delete from a where id = 900", "")}};
  testing::SymmetryOptions options;
  options.seeds = {{Version{2}, {"insert into a (id, n) values (900, 1)"}}};
  CHECK(finding_names(check_symmetry(set, database, options)) ==
        std::vector<std::string>{"3 rows of " + called(backend, "a")});
}

TEST_CASE("routines are walked like scripts") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  const auto add = [](const std::string& what) {
    return [what](soci::session& session) { session << "update a set n = n + " + what; };
  };
  const auto set_with = [&](const std::string& back) {
    return MigrationSet{
        {table(1, "a"),
         {Version{2}, "count_up", Routine{"count_up/1", add("1")}, Routine{"count_down/1", add(back)}}}};
  };
  CHECK(check_symmetry(set_with("-1"), database).symmetric());
  CHECK(finding_names(check_symmetry(set_with("-2"), database.another())) ==
        std::vector<std::string>{"2 rows of " + called(backend, "a.n")});
}

TEST_CASE("releases with a stop, and an initial script, are not in the way") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  const ReleaseMap releases{{"v1", Version{1}}, {"v2", Version{2}}};
  const MigrationSet set(
      {table(1, "a"), table(2, "b"), table(3, "c")}, releases,
      InitialScript{Version{2}, Script{"create table a(id integer primary key, n integer); "
                                       "create table b(id integer primary key, n integer)"}});
  CHECK(findings(check_symmetry(set, database)).empty());
}

}  // namespace rung::test
