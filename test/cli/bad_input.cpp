#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "cli/shop.hpp"

// What a stranger feeds to the tool: a message that says what is wrong, and a database that was not touched.
// Mistakes in a folder's names and files are in test/golden/formats.

namespace rung::test {
namespace {

/// Refused before anything was touched, with words that say why.
void check_refused(const Shop& shop, const Words& command, const Words& words) {
  const bool existed = shop.file_exists();
  const std::string before = existed ? shop.file().dump() : "";
  const Ended ended = shop.rung(command);
  INFO(ended.err);
  CHECK(ended.exit_code == 3);
  for (const std::string& word : words) CHECK(holds(ended.err, word));
  CHECK(ended.out.empty());
  CHECK(shop.file_exists() == existed);
  if (existed) CHECK(shop.file().dump() == before);
}

}  // namespace

TEST_CASE("names of files and folders may hold quotes, blanks, semicolons and other letters") {
  const Shop shop;
  const std::string folder = "q'u;o é\"t";
  shop.folder().write(folder + "/1_it's; \"é\".up.sql", "create table a (n int)");
  const Words words{RUNG_TEST_TOOL, "--database", shop.url(), "--migrations", shop.folder().name(folder)};
  const auto with = [&](const std::string& command) {
    Words all = words;
    all.push_back(command);
    return run(all);
  };
  CHECK(holds(with("upgrade").out, "up   1 it's; \"é\" ("));
  CHECK(holds(with("history").out, "it's; \"é\""));
  CHECK(with("verify").exit_code == 0);
}

TEST_CASE("a line of a megabyte is a line") {
  const Shop shop;
  shop.write("0004_long.up.sql",
             "insert into note values (1); -- " + std::string(1'100'000, 'x') + "\nselect 'open");
  check_refused(shop, {"upgrade", "--dry-run"}, {"0004_long.up.sql:2:8", "never closed"});
  shop.write("0004_long.up.sql", "insert into note values (1); -- " + std::string(1'100'000, 'x'));
  CHECK(shop.rung({"upgrade"}).exit_code == 0);
}

TEST_CASE("what is no file cannot be a migration, and nobody waits for it") {
  const Shop shop;
  REQUIRE(mkfifo((shop.folder().name("migrations") + "/0004_pipe.up.sql").c_str(), 0600) == 0);
  check_refused(shop, {"upgrade"}, {"0004_pipe.up.sql", "no regular file"});
}

TEST_CASE("a database of another application is left alone") {
  const Shop shop;
  shop.file().execute("pragma application_id = 252006674; create table repository (path text)");
  check_refused(shop, {"upgrade"}, {"tables of its own: repository", "--allow-existing"});
}

TEST_CASE("a table of another tool's under our name is left alone") {
  const Shop shop;
  shop.file().execute("create table rung_version (id int, name text)");
  check_refused(shop, {"upgrade"}, {"rung_version", "is not one of rung's", "--ledger NAME"});
}

TEST_CASE("the ledger's name may hold a quote") {
  const Shop shop;
  CHECK(shop.rung({"--ledger", "a\"b'c", "upgrade"}).exit_code == 0);
  CHECK(holds(shop.rung({"--ledger", "a\"b'c", "status"}).out, "current"));
  CHECK(shop.file().number("select count(*) from sqlite_schema where name = 'a\"b''c_ledger'") == 1);
}

TEST_CASE("a file of two gigabytes is read in blocks, and what is wrong in it told at its place") {
  const Shop shop;
  shop.write("0004_huge.up.sql", "select 1;\n");
  boost::filesystem::resize_file(shop.folder().name("migrations") + "/0004_huge.up.sql",
                                 std::uintmax_t{1} << 31U);
  check_refused(shop, {"upgrade"}, {"0004_huge.up.sql:2:1", "NUL byte"});
}

}  // namespace rung::test
