#include "text/statement_scanner.hpp"

#include <algorithm>
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

namespace {

/// What is said of a statement, but where it stands.
bool say_the_same(const StatementSpan& a, const StatementSpan& b) {
  const bool same_parameter =
      a.parameter.has_value() == b.parameter.has_value() &&
      (!a.parameter || a.parameter->column - a.place.column == b.parameter->column - b.place.column);
  return a.end - a.begin == b.end - b.begin && a.kind == b.kind && a.traits == b.traits && same_parameter;
}

// Statements that begin alike, and are not.
constexpr std::string_view relatives[] = {
    "insert into a (n) values (1);",
    "insert into a (n) values (1), (2);",
    "insert into a (n) values (1) on conflict (n) do update set n = 2;",
    "insert into a (n) values (1) on conflict (n) do nothing;",
    "insert into a (n) values ('x;''y(');",
    "insert into a (n) values (E'it''s;\\n');",
    "insert into a (n) select set_config('a', 'b', false);",
    "insert into a (n, m) values (1, 'é');",
    "insert or replace into a (n) values (1);",
    "insert into a values (1);",
    "insert into a values (1, 2) on conflict (n) do update set m = 3;",
    "create table a (n int);",
    "create table a (n int, m int);",
    "create table a (n int) as select 1;",
    "with b (n) as (select 1) select n from b;",
    "with b (n) as (select 1) delete from a;",
    "with b (n) as (select 1) update a set n = 2;",
    "reindex (concurrently) table a;",
    "reindex (verbose) database a;",
    "cluster (verbose);",
    "cluster (verbose) a;",
    "create trigger t after insert on a when (new.n > 0) begin delete from a; select (1); end;",
    "create trigger t after insert on a when (new.n > 0) begin delete from a where n = (2); end;",
    "create function f() returns int begin atomic select (1); end;",
    "create function f() returns int as $$ alter type t add value 'x' $$ language sql;",
    "do $$ begin perform (1); end $$;",
    "select (1), ?;",
    "select (1), 2;",
    "select (?), (2);",
    "pragma foreign_keys(on);",
    "pragma foreign_keys(off);",
    "update a set n = (1);",
};

}  // namespace

TEST_CASE("what is said of a statement does not depend on those before it") {
  const auto dialect = GENERATE(Dialect::sqlite, Dialect::postgresql, Dialect::any);
  for (const std::string_view first : relatives) {
    for (const std::string_view second : relatives) {
      const std::string text =
          std::string(first) + '\n' + std::string(second) + std::string(second) + std::string(first);
      CAPTURE(text);
      std::vector<StatementSpan> alone;
      for (const std::string_view statement : {first, second, second, first}) {
        for (const StatementSpan& span : scan(dialect, statement)) alone.push_back(span);
      }
      const auto together = scan(dialect, text);
      REQUIRE(together.size() == alone.size());
      CHECK(std::equal(together.begin(), together.end(), alone.begin(), say_the_same));
    }
  }
}

TEST_CASE("what a statement has in common with the one before is a part of its span") {
  const auto spans = scan(Dialect::sqlite, "insert into a (n) values (1); insert into a (n) values (");
  REQUIRE(spans.size() == 2);
  CHECK(spans[1].begin == 30);
  CHECK(spans[1].end == 56);
}

TEST_CASE("an escape string among values is read as one") {
  const auto spans =
      scan(Dialect::postgresql, R"(insert into a values (1, E'it\'s; no end', 'x\'); select 1;)");
  REQUIRE(spans.size() == 2);
  CHECK(spans[1].begin == 50);
}

TEST_CASE("what follows a byte-order mark is no part of a word with it") {
  const auto quote = scan(Dialect::postgresql, "\xEF\xBB\xBF$a$;$a$;select 1");
  REQUIRE(quote.size() == 2);
  CHECK(quote[0].begin == 3);
  const auto parameter = scan(Dialect::sqlite, "select \xEF\xBB\xBF$a");
  REQUIRE(parameter.size() == 1);
  REQUIRE(parameter[0].parameter);
  CHECK(parameter[0].parameter->column == 9);
  const auto like_one = scan(Dialect::sqlite, "\xEF\xBC\xA1 select 1; \xEF\xBB\xBE");
  REQUIRE(like_one.size() == 2);
  CHECK(like_one[0].begin == 0);
  CHECK(like_one[1].end == like_one[1].begin + 3);
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
