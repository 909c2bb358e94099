#include <rung/error.hpp>

#include "symmetry/scratch.hpp"

// What a walk can be told.

namespace rung::test {
namespace {

using Result = testing::SymmetryStep::Result;

MigrationSet one_wrong_of_four() {
  return MigrationSet{
      {step(10, "create table a(id integer primary key)", "drop table a"),
       step(20, "create table b(id integer primary key)", "drop table b"),
       step(30, "create table c(id integer primary key, n integer); create index c_by_n on c (n)",
            "drop table c; create table if not exists trace(id integer)"),
       step(40, "create table d(id integer primary key)", "drop table d")}};
}

std::vector<std::int64_t> versions(const testing::SymmetryReport& report) {
  std::vector<std::int64_t> found;
  for (const auto& step : report.steps) found.push_back(step.version.number());
  return found;
}

using Versions = std::vector<std::int64_t>;

testing::SymmetryOptions between(std::optional<Version> from, std::optional<Version> to) {
  testing::SymmetryOptions options;
  options.from = from;
  options.to = to;
  return options;
}

}  // namespace

TEST_CASE("a walk goes from the first to the last migration that are named, both looked at") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  const auto walked = [&](std::optional<Version> from, std::optional<Version> to) {
    return versions(check_symmetry(one_wrong_of_four(), database.another(), between(from, to)));
  };
  CHECK(walked({}, {}) == Versions{10, 20, 30, 40});
  CHECK(walked(Version{20}, {}) == Versions{20, 30, 40});
  CHECK(walked(Version{15}, Version{25}) == Versions{20});
  CHECK(walked({}, Version{20}) == Versions{10, 20});
  CHECK(walked(Version{40}, Version{99}) == Versions{40});
  CHECK_THROWS_WITH(walked(Version{41}, {}),
                    Catch::Contains("no migration from 41") && Catch::Contains("10 to 40"));
  CHECK_THROWS_AS(walked(Version{21}, Version{29}), PlanError);
}

TEST_CASE("a migration that is skipped is climbed, and shown with its reason") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  testing::SymmetryOptions options;
  options.skip = {{Version{30}, "known since May"}};
  const auto report = check_symmetry(one_wrong_of_four(), database, options);
  CHECK(report.symmetric());
  CHECK(report.steps.at(2).result == Result::skipped);
  CHECK(to_string(report) ==
        "30 step_30: skipped: known since May\n3 of 4 migrations are symmetric, 1 is skipped");
  options.skip = {{Version{31}, "there is none"}};
  CHECK_THROWS_WITH(check_symmetry(one_wrong_of_four(), database.another(), options), Catch::Contains("31"));
}

TEST_CASE("findings that are accepted by name are shown with their reasons, and are no failure") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  testing::SymmetryOptions options;
  const std::string trace = "table " + called(backend, "trace");
  options.accept = {
      {Version{30}, trace, "it is meant"}, {Version{40}, trace, "no"}, {Version{20}, "down", "no"}};
  const auto report = check_symmetry(one_wrong_of_four(), database, options);
  CHECK(report.symmetric());
  CHECK(report.steps.at(2).result == Result::symmetric);
  CHECK(report.steps.at(2).findings.size() == 1);
  CHECK_THAT(to_string(report), Catch::Contains("    accepted: it is meant\n"));
  CHECK(report.notes ==
        std::vector<std::string>{"nothing had to be accepted of migration 40 as '" + trace + "'",
                                 "nothing had to be accepted of migration 20 as 'down'"});
  options.accept.pop_back();
  options.accept.pop_back();
  options.accept.front().version = Version{20};
  CHECK_FALSE(check_symmetry(one_wrong_of_four(), database.another(), options).symmetric());
  options.accept.front().version = Version{30};
  options.accept.front().name = "table nowhere";
  CHECK_FALSE(check_symmetry(one_wrong_of_four(), database.another(), options).symmetric());
}

TEST_CASE("a set that is written for another database is refused, and that is no finding") {
  const MigrationSet set({step(1, "create table a(id integer)", "drop table a")}, {}, std::nullopt,
                         Dialect::postgresql);
  CHECK_THROWS_WITH(check_symmetry(set, testing::sqlite()), Catch::Contains("written for postgresql"));
}

TEST_CASE("progress is told behind each migration, and may end the walk") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  std::vector<std::string> told;
  testing::SymmetryOptions options = between(Version{20}, {});
  options.progress = [&told](const testing::SymmetryStep& step, std::size_t number, std::size_t count) {
    told.push_back(step.name + ' ' + std::to_string(number) + '/' + std::to_string(count));
    if (number == 2) throw std::runtime_error("enough");
  };
  CHECK_THROWS_WITH(check_symmetry(one_wrong_of_four(), database, options), "enough");
  CHECK(told == std::vector<std::string>{"step_20 1/3", "step_30 2/3"});
}

TEST_CASE("seeds are planted at their versions, also where the walk begins above them or starts over") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  const MigrationSet set{
      {step(1, "create table a(id integer primary key, word text)", "drop table a"),
       step(2, "alter table a rename column word to name", "alter table a rename column name to word"),
       step(3, "create table left_behind(id integer)", ""),
       step(4, "delete from a where name = 'by hand'", "")}};
  testing::SymmetryOptions options;
  options.seeds = {
      {Version{1},
       {"insert into a (id, word) values (900, 'by hand')", "insert into a (id, word) values (901, 'too')"}}};
  for (const Version from : {Version{1}, Version{2}, Version{4}}) {
    options.from = from;
    const auto found = findings(check_symmetry(set, database.another(), options));
    REQUIRE_FALSE(found.empty());
    CHECK_THAT(found.back(), Catch::Contains("4 rows of " + called(backend, "a")) && Catch::Contains("900"));
  }
  options.seeds = {{Version{2}, {"insert into a (id, word) values (900, 'before its name changed')"}}};
  CHECK_THROWS_WITH(check_symmetry(set, database.another(), options),
                    Catch::Contains("seed of version 2") && Catch::Contains("statement 1 of 1"));
}

}  // namespace rung::test
