#include "symmetry/scratch.hpp"

// The initial script, held against what the migrations make.

namespace rung::test {
namespace {

const std::string task = "create table task(id integer primary key, title text);";
const std::string rows = "insert into task values (1, 'a');";

std::vector<std::string> found_with(const std::string& script, const testing::ThrowawayDatabase& database,
                                    const testing::SymmetryOptions& options = {}) {
  const MigrationSet set({step(1, task, "drop table task"), step(2, rows, "delete from task where id = 1"),
                          step(3, "create table note(id integer primary key)", "drop table note")},
                         {}, InitialScript{Version{2}, Script{script}});
  return finding_names(check_symmetry(set, database.another(), options));
}

}  // namespace

TEST_CASE("an initial script that is what the migrations make is fine") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  CHECK(found_with(task + rows, database).empty());
}

TEST_CASE("an initial script that lacks something, has other rows, or fails is found") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  const std::string name = called(backend, "task");
  CHECK(found_with("create table task(id integer primary key);" + std::string("insert into task values (1)"),
                   database) == std::vector<std::string>{"initial column " + name + ".title"});
  CHECK(found_with(task, database) == std::vector<std::string>{"initial rows of " + name});
  CHECK(found_with(task + "create nonsense;", database) ==
        std::vector<std::string>{"initial initial script"});
}

TEST_CASE("an initial script that the walk does not come by is not looked at") {
  RUNG_FOR_EACH_SCRATCH(backend, database);
  testing::SymmetryOptions last_only;
  last_only.from = Version{3};
  CHECK(found_with("create nonsense;", database, last_only).empty());
  testing::SymmetryOptions second_only;
  second_only.from = second_only.to = Version{2};
  CHECK(found_with("create nonsense;", database, second_only).size() == 1);
}

}  // namespace rung::test
