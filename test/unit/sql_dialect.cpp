#include "port/sql_dialect.hpp"

#include <catch2/catch.hpp>

using namespace rung;

namespace {

std::string shouted(std::string_view text) { return "<" + std::string(text) + ">"; }

/// A dialect that shows which of its texts went through its escaping function.
SqlDialect shouting(std::string_view parameter) {
  SqlDialect dialect;
  dialect.numbered_parameter = parameter;
  dialect.literal = shouted;
  return dialect;
}

}  // namespace

TEST_CASE("a literal doubles its quotes, and what no database takes becomes U+FFFD") {
  CHECK(standard_literal("") == "''");
  CHECK(standard_literal("it's") == "'it''s'");
  CHECK(standard_literal("'; drop table t; --") == "'''; drop table t; --'");
  CHECK(standard_literal(R"(a\b)") == R"('a\b')");
  CHECK(standard_literal(std::string_view("a\0b", 3)) ==
        "'a\xEF\xBF\xBD"
        "b'");
}

TEST_CASE("an identifier doubles its quotes") { CHECK(quoted("a\"b") == "\"a\"\"b\""); }

TEST_CASE("values are written in place of parameters, in any order and any number of times") {
  const std::string_view parameter = GENERATE(as<std::string_view>{}, "?", "$");
  const SqlDialect dialect = shouting(parameter);
  const std::string p(parameter);
  const std::string sql =
      "insert into t values (" + p + "2, " + p + "1, " + p + "3, " + p + "2, " + p + "10)";
  std::vector<Value> values{std::string_view("one"), std::int64_t{-2}, Value{}};
  values.resize(9);
  values.emplace_back(std::string_view("ten"));
  CHECK(with_literals({sql, values}, dialect) == "insert into t values (-2, <one>, null, -2, <ten>)");
}

TEST_CASE("what looks like a parameter inside quotes is none") {
  const SqlDialect dialect = shouting("$");
  const std::string sql = R"(select '$1 it''s $1', "a$1""$1" from t where a = $1)";
  CHECK(with_literals({sql, {std::int64_t{7}}}, dialect) ==
        R"(select '$1 it''s $1', "a$1""$1" from t where a = 7)");
}

TEST_CASE("a query without values is its own text") {
  CHECK(with_literals({"select '$', $tag$, \"?\"", {}}, shouting("$")) == "select '$', $tag$, \"?\"");
}
