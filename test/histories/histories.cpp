// Folders as other tools' users write them, each with the syntax that breaks naive splitters.
#include <string>

#include <catch2/catch.hpp>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <rung/backend/sqlite3.hpp>
#include <rung/downgrader.hpp>
#include <rung/load_directory.hpp>
#include <rung/upgrader.hpp>

#include "support/sqlite_file.hpp"
#include "support/temporary_folder.hpp"

using namespace rung;  // NOLINT(google-build-using-namespace): a test of many of its names

TEST_CASE("a history goes up, all the way down, and up again, and each time the database is the same") {
  const std::string folder = GENERATE("goose", "diesel", "golang-migrate", "hasura-catalog");
  CAPTURE(folder);
  const MigrationSet set = load_directory(std::string(RUNG_TEST_DIR) + "/histories/" + folder,
                                          {Format::automatic, Dialect::sqlite});
  REQUIRE(set.size() >= 8);

  const test::TemporaryFolder place;
  const test::SqliteFile file(place.name("history.db"));
  soci::session session(soci::sqlite3, "db=" + file.path());
  session << "pragma foreign_keys = on";
  Database database = backend::sqlite3(session);
  const std::string before = file.dump();

  CHECK(Upgrader(database, set).run().steps == set.size());
  const std::string up = file.dump();
  CHECK(up != before);

  DowngradeOptions without_hold;
  without_hold.hold = Hold::none;
  CHECK(Downgrader(database, set, without_hold).run(Target::base()).steps == set.size());
  CHECK(file.dump() == before);

  CHECK(Upgrader(database, set).run().steps == set.size());
  CHECK(file.dump() == up);
}
