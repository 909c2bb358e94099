#include "text/statement_scanner.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch.hpp>

#include <rung/embedded.hpp>
#include <rung/error.hpp>

using rung::Dialect;
using rung::text::StatementScanner;
using rung::text::StatementSpan;

// What cuts a text where is in test/golden/scanner; here is what the spans and errors say of it.

namespace {

std::vector<StatementSpan> scan(Dialect dialect, std::string_view text, std::uint64_t first_line = 1) {
  StatementScanner scanner(dialect, {"f.sql", first_line});
  std::vector<StatementSpan> spans;
  scanner.feed(text);
  while (const auto span = scanner.next()) spans.push_back(*span);
  if (const auto span = scanner.finish()) spans.push_back(*span);
  return spans;
}

}  // namespace

TEST_CASE("a span tells bytes, and the line and column of the first token in the file") {
  const auto spans = scan(Dialect::sqlite, "-- é\n  select 1;/* ü */ select 'ö'\n\n; x", 10);
  REQUIRE(spans.size() == 3);
  CHECK(spans[0].begin == 8);
  CHECK(spans[0].end == 17);
  CHECK(spans[0].place.line == 11);
  CHECK(spans[0].place.column == 3);
  CHECK(spans[1].begin == 26);
  CHECK(spans[1].place.line == 11);
  CHECK(spans[1].place.column == 20);
  CHECK(spans[2].begin == 41);
  CHECK(spans[2].end == 42);
  CHECK(spans[2].place.line == 13);
  CHECK(spans[2].place.column == 3);
}

TEST_CASE("a byte-order mark at the start takes bytes, and no column") {
  const auto spans = scan(Dialect::postgresql, "\xEF\xBB\xBFselect 1");
  REQUIRE(spans.size() == 1);
  CHECK(spans[0].begin == 3);
  CHECK(spans[0].place.column == 1);
}

TEST_CASE("a text without a statement has no span") {
  for (const std::string_view text : {"", " \n", ";;", "-- x", "/* x */;", "\xEF\xBB\xBF"}) {
    CAPTURE(text);
    CHECK(scan(Dialect::sqlite, text).empty());
    CHECK(scan(Dialect::postgresql, text).empty());
  }
}

TEST_CASE("the bytes to keep begin with the statement that the block leaves unfinished") {
  StatementScanner scanner(Dialect::postgresql, {"f.sql", 1});
  const auto feed = [&](std::string_view block) {
    scanner.feed(block);
    while (scanner.next()) {
    }
    return scanner.unfinished();
  };
  CHECK(feed("select 1;  -- the next") == std::nullopt);
  CHECK(feed(" one\n") == std::nullopt);
  CHECK(feed("/* x */ ins") == 35);
  CHECK(feed("ert") == 35);
  CHECK(feed(" into t;\n -") == 51);  // which is an operator, or a comment:
  CHECK(feed("- x\n") == std::nullopt);
  CHECK(scanner.finish() == std::nullopt);
}

TEST_CASE("what is open at the end is refused where it was opened, many blocks before") {
  StatementScanner scanner(Dialect::postgresql, {"f.sql", 1});
  for (const std::string_view block : {"select 1;\n", "select '", "it'", "'s;\n", "a\n"}) {
    scanner.feed(block);
    while (scanner.next()) {
    }
  }
  try {
    scanner.finish();
    FAIL("an open string was accepted");
  } catch (const rung::SourceError& error) {
    CHECK(error.file() == "f.sql");
    CHECK(error.line() == 2);
    CHECK(error.column() == 8);
  }
}

TEST_CASE("SQLite's bind parameters are found outside quotes, names and comments") {
  for (const std::string_view text : {"select ?", "select ?1", "select :a", "select @a", "select $a"}) {
    CAPTURE(text);
    const auto spans = scan(Dialect::sqlite, text);
    REQUIRE(spans.size() == 1);
    REQUIRE(spans[0].parameter);
    CHECK(spans[0].parameter->column == 8);
    CHECK_FALSE(scan(Dialect::postgresql, text).front().parameter);
  }
  const auto spans = scan(Dialect::sqlite, "select '?', \"?\", [?], `?`, a$b /* ? */ -- ?\n;\nselect 1, :b");
  REQUIRE(spans.size() == 2);
  CHECK_FALSE(spans[0].parameter);
  REQUIRE(spans[1].parameter);
  CHECK(spans[1].parameter->line == 3);
  CHECK(spans[1].parameter->column == 11);
}

TEST_CASE("words in a dollar quote count for the traits, and not for the kind") {
  using rung::text::StatementKind;
  const auto spans =
      scan(Dialect::postgresql,
           "create function f() returns void language sql as $$ select set_config('a', 'b', false) $$;"
           "create function f() returns void language sql as $commit$ nothing $commit$;"
           "do $$ begin alter type e add value 'x'; end $$");
  REQUIRE(spans.size() == 3);
  CHECK((spans[0].traits & rung::embedded::changes_settings) != 0);
  CHECK(spans[0].kind == StatementKind::ordinary);
  CHECK((spans[1].traits & rung::embedded::changes_settings) == 0);
  CHECK((spans[2].traits & rung::embedded::adds_enum_value) != 0);
}
