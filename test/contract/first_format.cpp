#include "contract/first_format.hpp"

#include <rung/load_directory.hpp>

namespace rung::test {

void check_first_format_lives_on(Place& place) {
  const MigrationSet set = load_directory(RUNG_TEST_DIR "/contract/format_1/migrations", {});
  const Status status = place.check(set);
  CHECK(status.standing == Standing::held);
  CHECK(status.version == Version{2});
  CHECK(status.holds == std::vector<std::string>{"v1.2 (left 3 for 2)"});
  CHECK(place.verify(set).empty());
  CHECK(place.steps() ==
        std::vector<std::string>{"up 1 done", "up 2 done", "up 3 failed", "up 3 done", "down 3 done"});
  CHECK(place.history()[2].error.find("nowhere") != std::string::npos);

  CHECK_THROWS_AS(place.upgrade(set), PlanError);
  UpgradeOptions options;
  options.held_program = HeldProgram::release;
  CHECK(place.upgrade(set, options).steps == 1);
  CHECK(place.text("select title from task order by id") == "first");
  CHECK(place.downgrade(set, Target::base()).steps == 3);
  CHECK(place.upgrade(set, options).steps == 3);
  CHECK(place.verify(set).empty());
  CHECK(place.steps().size() == 12);
  CHECK(place.number("select format from rung_version") == 1);
}

}  // namespace rung::test
