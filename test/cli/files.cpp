#include <unistd.h>

#include <catch2/catch.hpp>

#include "cli/shop.hpp"

namespace rung::test {

TEST_CASE("a folder in the database's place is named as what it is") {
  const Shop shop;
  const Ended ended = run(shop.words_on("sqlite:" + shop.folder().name(), {"upgrade"}));
  CHECK(ended.exit_code == 8);
  CHECK(holds(ended.err, shop.folder().name() + " is a folder, not a database"));
}

TEST_CASE(
    "a folder that cannot be read leaves no empty database behind, and one with nothing to do is not read") {
  const Shop shop;
  shop.write("0003_create_note.up.sql", "create table note (name text default 'open);");
  shop.write("0002_add_title.up.sql", "\xFF");
  const Ended ended = shop.rung({"upgrade"});
  CHECK(ended.exit_code == 3);
  CHECK(holds(ended.err, "0002_add_title.up.sql:1:1"));
  CHECK_FALSE(shop.file_exists());

  const Shop other;
  REQUIRE(other.rung({"upgrade"}).exit_code == 0);
  other.write("0002_add_title.up.sql", "\xFF");
  CHECK(other.rung({"upgrade"}).exit_code == 0);
  CHECK(other.rung({"verify"}).exit_code == 3);
}

TEST_CASE("goose's variables come from the command line, and from nowhere else") {
  const Shop shop;
  shop.folder().write("goose/1_a.sql", "-- +goose Up\n-- +goose ENVSUB ON\ncreate table ${HOME} (n int);\n");
  const auto upgrade = [&](const Words& more) {
    Words words{RUNG_TEST_TOOL, "--database", shop.url(), "--migrations", shop.folder().name("goose")};
    words.insert(words.end(), more.begin(), more.end());
    words.emplace_back("upgrade");
    return run(words);
  };
  const Ended unset = upgrade({});
  CHECK(unset.exit_code == 3);
  CHECK(holds(unset.err, "1_a.sql:3:14: the variable 'HOME' is not set"));
  CHECK(upgrade({"--variable", "HOME"}).exit_code == 2);
  CHECK(upgrade({"--variable", "HOME=a b", "--variable", "HOME=home"}).exit_code == 0);
  CHECK(holds(shop.file().dump(), "home"));
}

TEST_CASE("a file that is no database is left alone") {
  const Shop shop;
  const std::string text(2000, 'x');
  shop.folder().write("shop.db", text);
  for (const Words& command : {Words{"upgrade"}, Words{"status"}, Words{"downgrade", "--to", "base"}}) {
    const Ended ended = shop.rung(command);
    INFO(ended.err);
    CHECK(ended.exit_code == 8);
    CHECK(holds(ended.err, "no database"));
  }
  CHECK(boost::filesystem::file_size(shop.file().path()) == text.size());
}

TEST_CASE("a folder in which nothing can be written is named with the path") {
  const Shop shop;
  const Ended ended = run(shop.words_on("sqlite:/proc/rung.db", {"upgrade"}));
  INFO(ended.err);
  CHECK(ended.exit_code == 8);
  CHECK(holds(ended.err, "/proc/rung.db"));
}

TEST_CASE("a database that may only be read can be looked at, and an upgrade says why it cannot go on") {
  const Shop shop;
  REQUIRE(shop.rung({"upgrade", "--to", "2"}).exit_code == 0);
  std::string url = "sqlite3://db=" + shop.file().path() + " readonly=true";
  if (geteuid() != 0) {
    // root may write what it likes; others meet the file's own permissions.
    boost::filesystem::permissions(shop.file().path(), boost::filesystem::owner_read);
    url = shop.url();
  }
  CHECK(run(shop.words_on(url, {"status"})).exit_code == 0);
  CHECK(run(shop.words_on(url, {"verify"})).exit_code == 0);
  const Ended ended = run(shop.words_on(url, {"upgrade"}));
  INFO(ended.err);
  CHECK(ended.exit_code == 3);
  CHECK(holds(ended.err, "readonly"));
  CHECK(holds(ended.err, "permissions"));
  CHECK(shop.file().head() == 2);
}

TEST_CASE("the database can be named by DATABASE_URL or in a file, and the command line comes first") {
  const Shop shop;
  CHECK(run(shop.words({"upgrade"}), {"DATABASE_URL=" + shop.url()}).exit_code == 0);
  CHECK(shop.file().head() == 3);
  CHECK(run(shop.words_on(shop.url(), {"status"}), {"DATABASE_URL=sqlite:/nowhere/else.db"}).exit_code == 0);
  shop.folder().write("url.txt", shop.url() + "\n");
  CHECK(run(shop.words({"--database-file", shop.folder().name("url.txt"), "status"}),
            {"DATABASE_URL=sqlite:/nowhere/else.db"})
            .exit_code == 0);
  const Ended both =
      run(shop.words_on(shop.url(), {"--database-file", shop.folder().name("url.txt"), "status"}));
  CHECK(both.exit_code == 2);
  CHECK(holds(both.err, "not both"));
  const Ended neither = run(shop.words({"status"}));
  CHECK(neither.exit_code == 2);
  CHECK(holds(neither.err, "DATABASE_URL"));
  const Ended unreadable = run(shop.words({"--database-file", "/nowhere/url.txt", "status"}));
  CHECK(unreadable.exit_code == 2);
  CHECK(holds(unreadable.err, "/nowhere/url.txt"));
}

TEST_CASE("a path with blanks and quotes is a path") {
  const Shop shop;
  const SqliteFile file(shop.folder().name("it's \"my\" 100% db.sqlite"));
  const Ended ended = run(shop.words_on("sqlite:" + file.path(), {"upgrade"}));
  INFO(ended.err);
  CHECK(ended.exit_code == 0);
  CHECK(boost::filesystem::exists(file.path()));
  CHECK(file.head() == 3);
}

}  // namespace rung::test
