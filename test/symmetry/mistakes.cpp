#include "symmetry/mistake.hpp"

// What authors get wrong in a down, on every database. What only PostgreSQL has is in
// postgresql_mistakes.cpp.

namespace rung::test {
namespace {

const std::string job =
    "create table job(id integer primary key, state varchar(9) default 'queued', n integer);";
const std::string job_by_n = "create index job_by_n on job (n);";

Mistake in(const std::string& backend, Mistake mistake) {
  // Parts are called by their table, and so are rows.
  const auto at = mistake.finding.find("job");
  if (backend == "postgresql" && at != std::string::npos) mistake.finding.insert(at, "public.");
  return mistake;
}

}  // namespace

TEST_CASE("a down that forgets an index is found") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  check_found(in(backend, {"it is not made again", job + job_by_n, "drop index job_by_n", job_by_n,
                           "create table other(id integer)", "index job.job_by_n"}),
              database, {"2 table " + called(backend, "other")});
}

TEST_CASE("a down that leaves an index behind is found") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  check_found(in(backend, {"", job, job_by_n, "drop index job_by_n", "", "index job.job_by_n"}), database);
}

TEST_CASE("a down that changes an index is found") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  for (const char* wrong :
       {"create unique index job_by_n on job (n)", "create index job_by_n on job (n desc)",
        "create index job_by_n on job (n, id)", "create index job_by_n on job (n) where n > 0"}) {
    CAPTURE(wrong);
    const auto set = MigrationSet{{step(1, job + job_by_n, ""), step(2, "drop index job_by_n", wrong)}};
    testing::SymmetryOptions second_only;
    second_only.from = Version{2};
    const auto names = finding_names(check_symmetry(set, database.another(), second_only));
    REQUIRE(names.size() == 1);
    CHECK_THAT(names.front(), Catch::StartsWith("2 index " + called(backend, "job.job_by_n") + ": "));
  }
}

TEST_CASE("a down that loses a constraint is found") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  const std::string with_check =
      "create table job(id integer primary key, n integer, constraint n_is_small check (n < 100));";
  const std::string without = "create table job(id integer primary key, n integer);";
  const std::string rebuild = "create table kept as select * from job; drop table job; ";
  const std::string refill = " insert into job select * from kept; drop table kept;";
  check_found(in(backend, {"", with_check, rebuild + without + refill, rebuild + with_check + refill,
                           rebuild + without + refill, "check job.n_is_small"}),
              database);
}

TEST_CASE("a down that gives another default is found") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  check_found(in(backend, {"", "create table job(id integer primary key); ",
                           "create table tag(id integer primary key)", "drop table tag",
                           "drop table tag; alter table job add column state text default 'done'",
                           "column job.state"}),
              database);
  const std::string rebuild = "create table kept as select * from job; drop table job; ";
  const std::string refill = " insert into job select * from kept; drop table kept;";
  const auto job_with = [](const std::string& default_value) {
    return "create table job(id integer primary key, state text default " + default_value + ");";
  };
  testing::ThrowawayDatabase other = database.another();
  check_found(in(backend, {"", job_with("'queued'"), rebuild + job_with("'done'") + refill,
                           rebuild + job_with("'queued'") + refill, rebuild + job_with("'quued'") + refill,
                           "column job.state: default"}),
              other);
}

TEST_CASE("a down that puts a column elsewhere is found, unless that means nothing") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  const MigrationSet set{{step(1, "create table job(id integer primary key, a integer, b integer);", ""),
                          step(2, "create table kept as select * from job; drop table job;",
                               "create table job(id integer primary key, b integer, a integer); "
                               "insert into job(id, a, b) select id, a, b from kept; drop table kept")}};
  testing::SymmetryOptions options;
  options.from = Version{2};
  CHECK(finding_names(check_symmetry(set, database, options)) ==
        std::vector<std::string>{"2 table " + called(backend, "job") + ": column order"});
  options.column_order = ColumnOrder::ignored;
  CHECK(findings(check_symmetry(set, database.another(), options)).empty());
}

TEST_CASE("a down that changes a collation is found") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  const std::string right = backend == "postgresql" ? "\"C\"" : "nocase";
  const std::string wrong = backend == "postgresql" ? "\"POSIX\"" : "rtrim";
  const auto tag = [](const std::string& collation) {
    return "create table job(id integer primary key, name text collate " + collation + ");";
  };
  const std::string keep = "create table kept as select * from job; drop table job; ";
  const std::string refill = " insert into job select * from kept; drop table kept;";
  check_found(in(backend, {"", tag(right), keep, tag(right) + refill, tag(wrong) + refill,
                           "column job.name: collation"}),
              database);
}

TEST_CASE("a down that loses rows is found") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  const std::string aside =
      "create table aside(id integer, state varchar(9), n integer); "
      "insert into aside select id, state, n from job; delete from job;";
  check_found(in(backend, {"", job, aside, "insert into job select * from aside; drop table aside",
                           "drop table aside", "rows of job"}),
              database);
}

TEST_CASE("a down that changes values is found") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  check_found(in(backend, {"", job, "update job set n = n + 1", "update job set n = n - 1",
                           "update job set n = n - 2", "rows of job.n"}),
              database);
}

TEST_CASE("a column that goes and comes back empty is a loss") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  const MigrationSet set{
      {step(1, job, ""), step(2, "alter table job drop column n", "alter table job add column n integer")}};
  testing::SymmetryOptions options;
  options.from = Version{2};
  CHECK(finding_names(check_symmetry(set, database, options)) ==
        std::vector<std::string>{"2 rows of " + called(backend, "job.n")});
}

TEST_CASE("what a migration itself adds, and its down takes away, is no loss") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  const MigrationSet set{
      {step(1, job, "drop table job"),
       step(2, "alter table job add column since text; update job set since = current_timestamp",
            "alter table job drop column since"),
       step(3, "create table tag(id integer primary key, name text); insert into tag values (1, 'a')",
            "drop table tag")}};
  CHECK(findings(check_symmetry(set, database)).empty());
}

TEST_CASE("a down that needs an empty table is found") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  const std::string create = "create table job(id integer primary key, n integer not null);";
  const MigrationSet set{{step(1, create, ""), step(2, "alter table job drop column n",
                                                    "alter table job add column n integer not null")}};
  testing::SymmetryOptions options;
  options.from = Version{2};
  const auto found = findings(check_symmetry(set, database, options));
  REQUIRE(found.size() == 1);
  CHECK_THAT(found.front(), Catch::StartsWith("2 down | the down fails: statement 1 of 1: "));
}

TEST_CASE("a down that cannot bear what was written behind its up is found") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  // The up lets nulls in, and the down forgets that there may be some by then.
  const auto job_with = [](const std::string& type) {
    return "create table job(id integer primary key, n " + type + ");";
  };
  const std::string keep = "create table kept as select * from job; drop table job; ";
  const std::string refill = " insert into job select * from kept; drop table kept;";
  check_found(
      in(backend, {"", job_with("integer not null"), keep + job_with("integer") + refill,
                   "update job set n = 0 where n is null; " + keep + job_with("integer not null") + refill,
                   keep + job_with("integer not null") + refill, "down with new rows"}),
      database);
}

}  // namespace rung::test
