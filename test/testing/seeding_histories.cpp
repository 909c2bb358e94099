// Every table of a real history has rows at every version, as a walk fills them on its way up.
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include <rung/load_directory.hpp>
#include <rung/upgrader.hpp>

#include "routines.hpp"
#include "testing/seeding_scene.hpp"

using rung::test::SeedingScene;

namespace {

using Names = std::vector<std::string>;
const Names none;

}  // namespace

TEST_CASE("every table of the job queue is filled at every version") {
  const std::string backend = GENERATE(from_range(rung::test::backends()));
  CAPTURE(backend);
  SeedingScene scene(backend);
  const rung::MigrationSet set = job_queue::migrations(scene.place().dialect());
  for (std::size_t i = 0; i < set.size(); ++i) {
    CAPTURE(set[i].version().number(), set[i].name());
    (void)rung::Upgrader(scene.database(), set).run(rung::Target::version(set[i].version()));
    REQUIRE(scene.fill() == none);
    REQUIRE(scene.tables_with_less_than(2) == none);
  }
  CHECK(scene.column("select distinct state from job") ==
        Names{"cancelled", "done", "failed", "queued", "running"});
}

TEST_CASE("every table of the histories of other tools' users is filled at every version") {
  const std::string folder = GENERATE("goose", "diesel", "golang-migrate", "hasura-catalog");
  CAPTURE(folder);
  const rung::MigrationSet set = rung::load_directory(std::string(RUNG_TEST_DIR) + "/histories/" + folder,
                                                      {rung::Format::automatic, rung::Dialect::sqlite});
  for (std::size_t i = 0; i < set.size(); ++i) {
    CAPTURE(set[i].version().number(), set[i].name());
    // Some put rows in that would meet those of the version before.
    SeedingScene scene("sqlite3");
    (void)rung::Upgrader(scene.database(), set).run(rung::Target::version(set[i].version()));
    CHECK(scene.fill() == none);
    CHECK(scene.tables_with_less_than(1) == none);
  }
}
