#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include <rung/load_directory.hpp>
#include <rung/observer.hpp>
#include <rung/upgrader.hpp>
#include <rung/verify.hpp>

#include "contract/sqlite3/file_place.hpp"
#include "support/temporary_folder.hpp"

using namespace rung;
using namespace rung::test;
using Catch::Contains;

namespace {

const std::vector<std::string> nothing;

/// More than a set keeps of a script.
std::string long_comment() { return "-- " + std::string(20'000, 'x') + "\n"; }

/// Somebody saves another text over a migration while it waits for its turn.
class Editor : public Observer {
 public:
  explicit Editor(const TemporaryFolder& folder) : folder_(&folder) {}
  void plan_made(const Plan& /*plan*/) override {
    folder_->write("0002_b.up.sql", long_comment() + "create table c(i);");
  }

 private:
  const TemporaryFolder* folder_;
};

}  // namespace

TEST_CASE("a small script runs as it was when it was loaded, whatever becomes of its file", "[sqlite3]") {
  const TemporaryFolder folder;
  folder.write("0001_a.up.sql", "create table a(i);");
  folder.write("0002_b.up.sql", "create table b(i);");
  const MigrationSet set = load_directory(folder.name(), {Format::pairs, Dialect::sqlite});
  Editor editor(folder);
  UpgradeOptions options;
  options.observer = &editor;

  FilePlace place;
  place.with_session([&](soci::session& session, Database& database) {
    CHECK(Upgrader(database, set, options).run().to == Version{2});
    CHECK(number(session, "select count(*) from sqlite_schema where name in ('a', 'b')") == 2);
    CHECK(verify(database, set) == nothing);
  });
}

TEST_CASE("a script file that changes while it is being run fails the run before its commit", "[sqlite3]") {
  const TemporaryFolder folder;
  folder.write("0001_a.up.sql", "create table a(i);");
  folder.write("0002_b.up.sql", long_comment() + "create table b(i);");
  const MigrationSet set = load_directory(folder.name(), {Format::pairs, Dialect::sqlite});
  Editor editor(folder);
  UpgradeOptions options;
  options.observer = &editor;

  FilePlace place;
  place.with_session([&](soci::session& session, Database& database) {
    CHECK_THROWS_WITH(Upgrader(database, set, options).run(), Contains("upgrade to 2 'b'") &&
                                                                  Contains("no longer what it was") &&
                                                                  Contains("at base"));
    CHECK(number(session, "select count(*) from sqlite_schema where name in ('a', 'b', 'c')") == 0);
  });
}
