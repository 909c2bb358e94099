#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "cli/shop.hpp"

// `symmetry`, from a folder.

namespace rung::test {

TEST_CASE("migrations whose downs are right are proved to be symmetric, and no database is touched") {
  const Shop shop;
  const Ended proved = shop.rung({"symmetry"});
  INFO(proved.err);
  CHECK(proved.exit_code == 0);
  CHECK(proved.out == "3 of 3 migrations are symmetric\n");
  CHECK(proved.err.empty());
  CHECK_FALSE(shop.file_exists());
}

TEST_CASE("a down that is not the inverse of its up is a finding, as text and as JSON") {
  const Shop shop;
  shop.write("0003_create_note.up.sql",
             "create table note (id integer primary key); create index by_title on task (title);");
  const Ended text = shop.rung({"symmetry"});
  CHECK(text.exit_code == 3);
  CHECK(holds(text.out,
              "3 create_note: NOT symmetric\n  [index task.by_title] behind the down, index by_title of task "
              "is there"));
  CHECK(holds(text.out, "\n2 of 3 migrations are symmetric, 1 is not\n"));

  const Ended json = shop.rung({"symmetry", "--json"});
  CHECK(json.exit_code == 3);
  const auto report = nlohmann::json::parse(json.out);
  CHECK(report["symmetric"] == false);
  REQUIRE(report["steps"].size() == 3);
  CHECK(report["steps"][0] == nlohmann::json{{"version", 1},
                                             {"name", "create_task"},
                                             {"result", "symmetric"},
                                             {"reason", nullptr},
                                             {"findings", nlohmann::json::array()}});
  CHECK(report["steps"][2]["result"] == "asymmetric");
  CHECK(report["steps"][2]["findings"][0]["name"] == "index task.by_title");
  CHECK(report["steps"][2]["findings"][0]["accepted"].is_null());
  CHECK(report["initial_script"].empty());
  CHECK(report["notes"].empty());
}

TEST_CASE("a part of the migrations is looked at, or all but some, or some findings are meant to be so") {
  const Shop shop;
  shop.write("0002_add_title.down.sql", "");
  CHECK(shop.rung({"symmetry"}).exit_code == 3);
  CHECK(shop.rung({"symmetry", "--from", "3"}).out == "1 of 1 migration is symmetric\n");
  CHECK(shop.rung({"symmetry", "--step", "1"}).out == "1 of 1 migration is symmetric\n");
  CHECK(shop.rung({"symmetry", "--step", "2"}).exit_code == 3);
  const Ended skipped = shop.rung({"symmetry", "--skip", "2"});
  CHECK(skipped.exit_code == 0);
  CHECK(holds(skipped.out, "2 add_title: skipped: on the command line\n"));
  const Ended accepted =
      shop.rung({"symmetry", "--accept", "2 column task.title", "--accept", "2 second up"});
  CHECK(accepted.exit_code == 0);
  CHECK(holds(accepted.out, "accepted: on the command line\n"));
}

TEST_CASE("the order of columns may be ignored") {
  const Shop shop;
  shop.write("0001_create_task.up.sql", "create table task (id integer primary key, a integer, b integer);");
  shop.write("0002_add_title.up.sql", "create table was as select * from task; drop table task;");
  shop.write("0002_add_title.down.sql",
             "create table task (id integer primary key, b integer, a integer);"
             "insert into task (id, a, b) select id, a, b from was; drop table was;");
  CHECK(shop.rung({"symmetry"}).exit_code == 3);
  CHECK(shop.rung({"symmetry", "--ignore-column-order"}).exit_code == 0);
}

TEST_CASE("an engine proves its own migrations, told what it tells its own test") {
  for (const Words& command : {Words{RUNG_TEST_CLI_ENGINE, "db", "symmetry", "--database", "sqlite::memory:"},
                               Words{RUNG_TEST_PREFIXED_ENGINE, "schema", "symmetry"}}) {
    const Ended proved = run(command);
    INFO(proved.err);
    CHECK(proved.exit_code == 0);
    CHECK(proved.out ==
          "2 add_title: skipped: as the engine says on sqlite\n"
          "2 of 3 migrations are symmetric, 1 is skipped\n");
  }
}

TEST_CASE("a kind of database that has no scratch database is refused") {
  const Ended refused = run({RUNG_TEST_CLI_ENGINE, "db", "symmetry", "--database", "look:"});
  CHECK(refused.exit_code == 8);
  CHECK(holds(refused.err, "cannot make a scratch database"));
}

TEST_CASE("what `symmetry` is told wrongly is a usage error, or names what there is") {
  const Shop shop;
  const auto complains = [&shop](const Words& words, int exit_code, const char* about) {
    const Ended ended = shop.rung(words);
    INFO(ended.err);
    CHECK(ended.exit_code == exit_code);
    CHECK(holds(ended.err, about));
  };
  complains({"symmetry", "--from", "two"}, 2, "--from two: that is no version");
  complains({"symmetry", "--from", "1", "--step", "2"}, 2, "not both");
  complains({"symmetry", "--accept", "column"}, 2, "write a version and the name");
  complains({"symmetry", "--skip", "x"}, 2, "--skip x");
  complains({"symmetry", "--step", "4"}, 3, "this set has no migration 4; it goes from 1 to 3");
  complains({"symmetry", "--skip", "9"}, 3, "migration 9");
}

}  // namespace rung::test
