#include <catch2/catch.hpp>

#include <rung/cli.hpp>
#include <rung/error.hpp>

#include "cli/shop.hpp"

// What an engine calls at its own boot.

namespace rung::test {
namespace {

MigrationSet set_for(Dialect dialect, const std::string& name) {
  return {{{1, name, Script{"select 1"}, Script{"select 1"}}}, {}, std::nullopt, dialect};
}

std::string_view chosen(const cli::Engine& engine, Database& database) {
  return cli::migrations_for(engine, database).find(Version(1))->name();
}

}  // namespace

TEST_CASE("an engine's own boot opens a database by its URL, and creates a missing file") {
  const TemporaryFolder folder;
  cli::Engine engine;
  engine.drivers = {cli::sqlite3()};
  { const cli::Connection connection = cli::connect("sqlite:" + folder.name("new.db"), engine); }
  CHECK(boost::filesystem::exists(folder.path() / "new.db"));
  CHECK_THROWS_WITH(cli::connect("oracle://secret", engine),
                    "no database is called 'oracle:'; this program knows the schemes sqlite, sqlite3. Write "
                    "a URL such as sqlite:app.db");
  CHECK_THROWS_AS(cli::connect("sqlite:" + folder.name(), engine), ConnectionError);
}

TEST_CASE("an engine's set is the first that is written for the database, or for any") {
  cli::Engine engine;
  engine.drivers = {cli::sqlite3()};
  cli::Connection connection = cli::connect("sqlite::memory:", engine);
  Database& database = connection.database;
  const MigrationSet sqlite = set_for(Dialect::sqlite, "sqlite");
  const MigrationSet postgresql = set_for(Dialect::postgresql, "postgresql");
  const MigrationSet any = set_for(Dialect::any, "any");
  engine.migrations = postgresql;
  engine.other_databases = {sqlite, any};
  CHECK(chosen(engine, database) == "sqlite");
  engine.other_databases = {any, sqlite};
  CHECK(chosen(engine, database) == "any");
  engine.migrations = sqlite;
  CHECK(chosen(engine, database) == "sqlite");
  engine.migrations = postgresql;
  engine.other_databases.clear();
  CHECK(chosen(engine, database) == "postgresql");
}

}  // namespace rung::test
