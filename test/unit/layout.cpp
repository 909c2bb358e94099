#include "text/layout.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <rung/error.hpp>

using namespace rung;

namespace {

std::string describe(std::vector<std::string> paths, Format wanted = Format::automatic,
                     const std::string& beginning = "-- +goose Up\n") {
  const text::Layout layout =
      text::lay_out("dir", std::move(paths), wanted, [&](const std::string&) { return beginning; });
  std::string result(to_string(layout.format->format));
  for (const text::MigrationFiles& files : layout.migrations) {
    result += fmt::format(" {}:{}:{}:{}", to_string(files.version), files.name, files.up, files.down);
  }
  return result;
}

}  // namespace

TEST_CASE("the format is told by the names of the files") {
  CHECK(describe({"7_a.up.sql", "7_a.down.sql"}) == "pairs 7:a:7_a.up.sql:7_a.down.sql");
  CHECK(describe({"7_a.sql"}) == "goose 7:a:7_a.sql:7_a.sql");
  CHECK(describe({"7_to_8.sql"}) == "catalog 8:7_to_8:7_to_8.sql:");
  CHECK(describe({"7_a/", "7_a/up.sql"}) == "folders 7:a:7_a/up.sql:");
}

TEST_CASE("where names fit several formats, a comment in the first file tells which it is") {
  const auto told_by = [](const std::string& beginning) {
    std::string asked;
    const text::Layout layout =
        text::lay_out("dir", {"8_b.sql", "7_a.sql"}, Format::automatic, [&](const std::string& path) {
          asked = path;
          return beginning;
        });
    CHECK(asked == "7_a.sql");
    return std::string(to_string(layout.format->format));
  };
  CHECK(told_by("\n--+GOOSE up\n") == "goose");
  CHECK(told_by("-- why\n--  migrate:up\r\nselect 1;") == "dbmate");
  CHECK(told_by("select '-- +goose Up'; -- +goose Up") == "forward");
  CHECK(told_by("") == "forward");
}

TEST_CASE("where a folder counts from zero, each version is one above its number") {
  CHECK(describe({"0_a.sql", "7_b.sql"}, Format::forward) == "forward 1:a:0_a.sql: 8:b:7_b.sql:");
  CHECK(describe({"1_a.sql", "7_b.sql"}, Format::forward) == "forward 1:a:1_a.sql: 7:b:7_b.sql:");
}

TEST_CASE("the order in which files are listed does not matter, and versions are sorted as numbers") {
  std::vector<std::string> paths{"10_b.up.sql", "9_a.down.sql", "9_a.up.sql", "10_b.down.sql"};
  std::sort(paths.begin(), paths.end());
  do {
    CHECK(describe(paths) == "pairs 9:a:9_a.up.sql:9_a.down.sql 10:b:10_b.up.sql:10_b.down.sql");
  } while (std::next_permutation(paths.begin(), paths.end()));
}

TEST_CASE("a wanted format is not guessed at") {
  CHECK(describe({"7_a.up.sql"}, Format::goose) == "goose 7:a.up:7_a.up.sql:7_a.up.sql");
  CHECK_THROWS_WITH(describe({"7_a.sql"}, Format::pairs), Catch::Contains("it is one of the format 'goose'"));
}

TEST_CASE("names that differ in case only are refused, whatever they are") {
  CHECK_THROWS_WITH(describe({"7_a.up.sql", "7_A.up.sql"}),
                    Catch::Contains("differs from '7_A.up.sql' in case only"));
  CHECK_THROWS_WITH(describe({"7_a/", "7_a/up.sql", "7_A/", "7_A/up.sql"}), Catch::Contains("in case only"));
}

TEST_CASE("an ending in capitals is no ending, and is not passed over") {
  CHECK_THROWS_AS(describe({"7_a.up.sql", "8_b.UP.SQL"}), SourceError);
  CHECK_THROWS_AS(describe({"7_a.up.sql", "8_B.up.Sql"}), SourceError);
}

TEST_CASE("a folder whose name ends like a file is refused") {
  CHECK_THROWS_WITH(describe({"7_a.up.sql", "8_b.up.sql/"}), Catch::Contains("8_b.up.sql/"));
}

TEST_CASE("a name with a control character is refused") {
  CHECK_THROWS_WITH(describe({"7_a\nb.up.sql"}), Catch::Contains("control character"));
}

TEST_CASE("names that look nearly right are refused in every format") {
  for (const char* const name :
       {"7.up.sql", "7_.up.sql", "a_7.up.sql", "7-a.up.sql", "V7_a.up.sql", "-7_a.up.sql"}) {
    CAPTURE(name);
    CHECK_THROWS_AS(describe({"1_a.up.sql", name}, Format::pairs), SourceError);
  }
  for (const char* const name : {"7_to_8_a.sql", "7_to_.sql", "_to_8.sql", "7_to_8.up.sql", "7-to-8.sql"}) {
    CAPTURE(name);
    CHECK_THROWS_AS(describe({"6_to_7.sql", name}, Format::catalog), SourceError);
  }
  for (const char* const name : {"7.sql", "7_.sql", "a.sql", "_a.sql"}) {
    CAPTURE(name);
    CHECK_THROWS_AS(describe({"1_a.sql", name}, Format::goose), SourceError);
  }
  for (const char* const name : {"7_/up.sql", "7/up.sql", "a/up.sql", "-_a/up.sql"}) {
    CAPTURE(name);
    CHECK_THROWS_AS(describe({"1_a/up.sql", name}, Format::folders), SourceError);
  }
}
