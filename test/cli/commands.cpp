#include <catch2/catch.hpp>

#include "cli/shop.hpp"

namespace rung::test {

TEST_CASE("upgrade prints each step and where it went, on stdout alone") {
  const Shop shop;
  const Ended ended = shop.rung({"upgrade"});
  CHECK(ended.exit_code == 0);
  CHECK(ended.err.empty());
  CHECK(holds(ended.out, "up   1 create_task ("));
  CHECK(holds(ended.out, "up   3 create_note ("));
  CHECK(holds(ended.out, "from base to 3 (v2.0): 3 steps\n"));
  CHECK(shop.file().head() == 3);
  CHECK(shop.rung({"upgrade"}).out == "nothing to do: at 3 (v2.0)\n");
}

TEST_CASE("upgrade stops where it is told: at a release, a version, or so many steps further") {
  const Shop shop;
  CHECK(shop.rung({"upgrade", "--to", "v1.3.0"}).exit_code == 0);
  CHECK(shop.file().head() == 1);
  CHECK(shop.rung({"upgrade", "--to=+1"}).exit_code == 0);
  CHECK(shop.file().head() == 2);
  CHECK(shop.rung({"upgrade", "--to", "3"}).exit_code == 0);
  CHECK(shop.file().head() == 3);
}

TEST_CASE("downgrade steps down to a release in either spelling, and says last what to deploy") {
  const auto spelling = GENERATE(Words{"--to", "v1.3.0"}, Words{"--to=v1.3.0"}, Words{"--to-v1.3.0"},
                                 Words{"--to", "1"}, Words{"--to=-2"});
  const Shop shop;
  REQUIRE(shop.rung({"upgrade"}).exit_code == 0);
  Words command{"downgrade"};
  command.insert(command.end(), spelling.begin(), spelling.end());
  const Ended ended = shop.rung(command);
  INFO(ended.err);
  CHECK(ended.exit_code == 0);
  CHECK(holds(ended.out, "down 3 create_note ("));
  CHECK(holds(ended.out, "from 3 (v2.0) to 1 (v1.3.0): 2 steps\ndeploy v1.3.0 now\n"));
  CHECK(shop.file().head() == 1);
}

TEST_CASE("a program that stepped down does not climb back until it is told to") {
  const Shop shop;
  REQUIRE(shop.rung({"upgrade"}).exit_code == 0);
  REQUIRE(shop.rung({"downgrade", "--to", "v1.4"}).exit_code == 0);
  const Ended held = shop.rung({"upgrade"});
  CHECK(held.exit_code == 3);
  CHECK(holds(held.err, "--release-hold"));
  CHECK(holds(shop.rung({"status"}).out, "state     held"));
  CHECK(shop.rung({"upgrade", "--release-hold"}).exit_code == 0);
  REQUIRE(shop.rung({"downgrade", "--to", "v1.4", "--no-hold"}).exit_code == 0);
  CHECK(shop.rung({"upgrade"}).exit_code == 0);
}

TEST_CASE("downgrade from below the newest version is refused unless it is told to go on") {
  const Shop shop;
  REQUIRE(shop.rung({"upgrade", "--to", "2"}).exit_code == 0);
  const Ended refused = shop.rung({"downgrade", "--to", "1"});
  CHECK(refused.exit_code == 3);
  CHECK(holds(refused.err, "--from-any-known"));
  CHECK(shop.rung({"downgrade", "--to", "1", "--from-any-known"}).exit_code == 0);
}

TEST_CASE("redo steps down and up again, and leaves no hold") {
  const Shop shop;
  REQUIRE(shop.rung({"upgrade"}).exit_code == 0);
  shop.write("0003_create_note.up.sql", "create table note (id integer primary key, text text);");
  CHECK(shop.rung({"redo"}).exit_code == 0);
  CHECK(holds(shop.file().dump(), "text text") == false);
  CHECK(holds(shop.file().dump(), "note(idintegerprimarykey,texttext)"));
  const Ended two = shop.rung({"redo", "2"});
  CHECK(holds(two.out, "down 3 create_note"));
  CHECK(holds(two.out, "up   2 add_title"));
  CHECK(shop.rung({"upgrade"}).out == "nothing to do: at 3 (v2.0)\n");
}

TEST_CASE("a dry run prints segments and SQL, and touches nothing") {
  const Shop shop;
  const Ended up = shop.rung({"upgrade", "--dry-run"});
  CHECK(up.exit_code == 0);
  CHECK(holds(up.out, "-- up 2 add_title\nalter table task add column title text;"));
  CHECK(holds(up.out, "nothing was touched"));
  CHECK_FALSE(shop.file_exists());
  REQUIRE(shop.rung({"upgrade"}).exit_code == 0);
  const auto before = shop.file().dump() + shop.file().version_row();
  const Ended down = shop.rung({"downgrade", "--to", "v1.4", "--dry-run"});
  CHECK(down.exit_code == 0);
  CHECK(holds(down.out, "drop table note;"));
  CHECK(shop.file().dump() + shop.file().version_row() == before);
}

TEST_CASE("upgrade applies late migrations, and begins beside other tables, only when it is told to") {
  const Shop shop;
  shop.file().execute("create table theirs (id integer)");
  const Ended not_empty = shop.rung({"upgrade"});
  CHECK(not_empty.exit_code == 3);
  CHECK(holds(not_empty.err, "theirs"));
  CHECK(shop.rung({"upgrade", "--allow-existing"}).exit_code == 0);
  shop.write("0005_late.up.sql", "create table five (id integer);");
  REQUIRE(shop.rung({"upgrade"}).exit_code == 0);
  shop.write("0004_merged.up.sql", "create table four (id integer);");
  const Ended late = shop.rung({"upgrade"});
  CHECK(late.exit_code == 3);
  CHECK(holds(late.err, "--allow-late"));
  CHECK(shop.rung({"upgrade", "--allow-late"}).exit_code == 0);
}

TEST_CASE("history tells every step, its failures too") {
  const Shop shop;
  REQUIRE(shop.rung({"upgrade", "--to", "2"}).exit_code == 0);
  shop.write("0003_create_note.up.sql", "create table task (id integer);");
  REQUIRE(shop.rung({"upgrade"}).exit_code == 5);
  const Ended ended = shop.rung({"history"});
  CHECK(ended.exit_code == 0);
  CHECK(holds(ended.out, "up   2 add_title 1/1 statements"));
  CHECK(holds(ended.out, "up   3 create_note 0/1 statements"));
  CHECK(holds(ended.out, "failed, by v2.0: table task already exists"));
}

TEST_CASE("an edited migration is found by verify, refused by upgrade, and accepted by repair") {
  const Shop shop;
  REQUIRE(shop.rung({"upgrade"}).exit_code == 0);
  CHECK(shop.rung({"verify"}).out == "nothing to find fault with\n");
  shop.write("0002_add_title.up.sql", "alter table task add column title text; -- mended");
  const Ended found = shop.rung({"verify"});
  CHECK(found.exit_code == 3);
  CHECK(holds(found.out, "'add_title'"));
  CHECK(shop.rung({"downgrade", "--to", "1"}).exit_code == 3);
  CHECK(holds(shop.rung({"status"}).out, "state     diverged"));
  const std::string version_row = shop.file().version_row();
  const Ended dry = shop.rung({"repair", "--accept", "2", "--dry-run"});
  CHECK(shop.file().version_row() == version_row);
  CHECK(shop.file().number("select count(*) from rung_ledger where outcome = 'accepted'") == 0);
  const Ended accepted = shop.rung({"repair", "--accept", "2"});
  CHECK(dry.out == accepted.out + "nothing was touched\n");
  CHECK(accepted.exit_code == 0);
  CHECK(holds(accepted.out, "is accepted"));
  CHECK(shop.rung({"verify"}).exit_code == 0);
  CHECK(shop.rung({"repair"}).out == "nothing to repair\n");
  const Ended nothing = shop.rung({"repair", "--accept", "1"});
  CHECK(nothing.exit_code == 3);
  CHECK(holds(nothing.err, "nothing to accept for"));
}

TEST_CASE("a catalog, a ledger's name and a release can be chosen") {
  const Shop shop;
  REQUIRE(shop.rung({"upgrade", "--catalog", "plugin", "--ledger", "ours", "--release", "v9"}).exit_code ==
          0);
  CHECK(shop.file().rows("select catalog, head, release from ours_version") == Words{"plugin|3|v9"});
  CHECK(holds(shop.rung({"status", "--catalog", "plugin", "--ledger", "ours"}).out, "written by v9"));
}

}  // namespace rung::test
