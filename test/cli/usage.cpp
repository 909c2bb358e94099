#include <catch2/catch.hpp>

#include <rung/library_version.hpp>

#include "cli/shop.hpp"

namespace rung::test {
namespace {

const Words every_command{"upgrade", "downgrade", "redo", "status", "history", "verify", "repair"};

Ended engine(const Words& words) {
  Words all{RUNG_TEST_CLI_ENGINE};
  all.insert(all.end(), words.begin(), words.end());
  return run(all);
}

Ended prefixed_engine(const Words& words) {
  Words all{RUNG_TEST_PREFIXED_ENGINE};
  all.insert(all.end(), words.begin(), words.end());
  return run(all);
}

}  // namespace

TEST_CASE("the tool says its version, which is the library's") {
  const Ended ended = run({RUNG_TEST_TOOL, "--version"});
  CHECK(ended.exit_code == 0);
  CHECK(ended.out == "rung " + std::string(version()) + "\n");
}

TEST_CASE("every command explains itself with an example") {
  for (const std::string& command : every_command) {
    const Ended ended = run({RUNG_TEST_TOOL, command, "--help"});
    INFO(ended.out);
    CHECK(ended.exit_code == 0);
    CHECK(ended.err.empty());
    CHECK(holds(ended.out, "Example: rung --database sqlite:app.db --migrations migrations " + command));
  }
  const Ended all = run({RUNG_TEST_TOOL, "--help"});
  CHECK(all.exit_code == 0);
  for (const std::string& command : every_command) CHECK(holds(all.out, command));
}

TEST_CASE("the example of an engine is one that works there") {
  CHECK(holds(engine({"upgrade", "--help"}).out, "Example: engine upgrade --to"));
  CHECK(holds(engine({"db", "status", "--help"}).out, "Example: engine db status"));
  CHECK(holds(prefixed_engine({"schema", "redo", "--help"}).out, "Example: engine schema redo"));
}

TEST_CASE("what is misspelt is answered with what is near") {
  const Shop shop;
  const Ended command = shop.rung({"upgrde"});
  CHECK(command.exit_code == 2);
  CHECK(holds(command.err, "Did you mean `upgrade`?"));
  REQUIRE(shop.rung({"upgrade"}).exit_code == 0);
  const Ended release = shop.rung({"downgrade", "--to", "v1.30"});
  CHECK(release.exit_code == 3);
  CHECK(holds(release.err, "v1.3.0"));
  const Ended version = shop.rung({"upgrade", "--to", "31"});
  CHECK(version.exit_code == 3);
  CHECK(holds(version.err, "3"));
  CHECK(holds(shop.rung({}).err, "There are upgrade, downgrade, redo"));
  const Ended option = shop.rung({"upgrade", "--dry-ran"});
  CHECK(option.exit_code == 2);
  CHECK(holds(option.err, "Did you mean `--dry-run`?"));
}

TEST_CASE("an engine without a prefix has upgrade and downgrade at its top, and all else under db") {
  const TemporaryFolder folder;
  const SqliteFile file(folder.name("engine.db"));
  const std::string url = "sqlite:" + file.path();
  CHECK(engine({}).out == "serving\n");
  CHECK(engine({"--port", "80"}).out == "serving\n");
  CHECK(engine({"status"}).out == "serving\n");
  CHECK(engine({"upgrade", "--database", url}).exit_code == 0);
  CHECK(engine({"--database", url, "downgrade", "--to-v1.4"}).exit_code == 0);
  CHECK(file.head() == 2);
  CHECK(engine({"db", "upgrade", "--release-hold", "--database", url}).exit_code == 0);
  CHECK(holds(engine({"--database=" + url, "db", "status"}).out, "state     current"));
  CHECK(engine({"--lock-timeout", "1s", "upgrade", "--database", url}).out == "nothing to do: at 3 (v2.0)\n");
  CHECK(engine({"db"}).exit_code == 2);
}

TEST_CASE("an engine with a prefix has everything under it, and nothing else") {
  const TemporaryFolder folder;
  const SqliteFile file(folder.name("engine.db"));
  const std::string url = "sqlite:" + file.path();
  CHECK(prefixed_engine({"upgrade"}).out == "serving\n");
  CHECK(prefixed_engine({"db", "status"}).out == "serving\n");
  CHECK(prefixed_engine({"schema", "upgrade", "--database", url}).exit_code == 0);
  CHECK(prefixed_engine({"schema", "downgrade", "--to", "base", "--database", url}).exit_code == 0);
  CHECK(file.steps_done().size() == 6);
}

TEST_CASE("an engine's set is compiled in: it takes no folder, but its own database can be the default") {
  CHECK(engine({"upgrade", "--migrations", "."}).exit_code == 2);
  CHECK(holds(prefixed_engine({"schema", "status"}).err, "/nowhere/default.db"));
}

TEST_CASE("the password of a URL cannot be read in the list of processes") {
  const auto url = GENERATE(
      "look://user:s3cret@host/db", "look://user:s3c@ret@host/db", "look://host/db?password=s3cret&x=1",
      "look://host=h password=s3cret dbname=d", "look://user:s3c@ret@host/db?password=s3cret",
      "look://host/db?password=s3c@ret&sslpassword=s3c ret", "look://host:80/db?sslpassword=s3c@ret",
      "look://host=h password='s3c ret' dbname=d", "look://password = 's3c\\' ret@s3cret' host=h",
      "look://password=s3c&ret@s3cret host=h", "look://password=s3c\\ ret@\thost=h",
      "look://host=h password='s3c ret@");
  for (const Words& words :
       {Words{"db", "status", "--database", url}, Words{std::string("--database=") + url, "db", "status"}}) {
    const Ended ended = engine(words);
    CHECK(ended.exit_code == 8);
    CHECK(holds(ended.out, "status"));
    CHECK(holds(ended.out, "host"));
    CHECK_FALSE(holds(ended.out, "s3c"));
    CHECK_FALSE(holds(ended.out, "ret@"));
  }
}

}  // namespace rung::test
