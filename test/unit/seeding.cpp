// What rows are made from, without a database.
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include <rung/schema.hpp>

#include "testing/seeding/expression.hpp"
#include "testing/seeding/numbered_text.hpp"
#include "testing/seeding/pattern_sample.hpp"
#include "testing/seeding/row_maker.hpp"
#include "testing/seeding/source.hpp"
#include "testing/seeding/table_shape.hpp"
#include "testing/seeding/type_samples.hpp"

using namespace rung::testing::seeding;  // NOLINT(google-build-using-namespace): a test of many of its names
using rung::Dialect;
using Names = std::vector<std::string>;

TEST_CASE("an expression's hints are its names, its texts and its numbers") {
  const Hints hints = hints_in(
      R"(((state)::text = ANY (ARRAY['it''s'::text, E'a\\b'::text])) AND "The Size" >= '-100'::integer)"
      " AND x < 1.5 AND y <> 32",
      Dialect::postgresql);
  CHECK(hints.texts == Names{"it's", "a\\b", "-100"});
  CHECK(hints.numbers == Names{"-100", "1.5", "32"});
  CHECK(std::set<std::string>(hints.names.begin(), hints.names.end()).count("the size") == 1);
  CHECK(hints_in("", Dialect::sqlite).names.empty());
}

TEST_CASE("a function's body in dollar quotes gives hints, too") {
  CHECK(hints_in("as $f$ begin if new.a <> 'x' then return 7; end $f$", Dialect::postgresql).texts ==
        Names{"x"});
  CHECK(hints_in("as $f$ my $x = ${y} ne 'z'; $f$", Dialect::postgresql).texts == Names{"z"});
}

TEST_CASE("a list of names is cut at its commas, and not at those in quotes or parentheses") {
  CHECK(split_names(R"(a, "b, c", `d, e`, [f, g], lower(h, i))") ==
        Names{"a", R"("b, c")", "`d, e`", "[f, g]", "lower(h, i)"});
  CHECK(split_names("").empty());
  CHECK(folded(R"("A ""b""")") == R"(a "b")");
}

TEST_CASE("a text that is made for a regular expression matches it, for every variation") {
  const std::string pattern = GENERATE("^[a-z0-9-]+$", "^\\S+( \\S+){4}$", "^[A-Z]{2}\\d{2}[A-Z0-9]{4,30}$",
                                       "^(red|green|blue)-\\d+$", "^v?\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.]+)?$",
                                       "^[^@\\s]+@[^@\\s]+\\.[a-z]{2,}$", "^#[0-9a-fA-F]{6}$", "^x{0}y$",
                                       "^(a|b(c|d)?)*z$", "^a\\.b$");
  CAPTURE(pattern);
  for (std::size_t variation = 0; variation < 20; ++variation) {
    const Names texts = matches_of(pattern, variation);
    REQUIRE_FALSE(texts.empty());
    CAPTURE(texts.front());
    CHECK(std::regex_search(texts.front(), std::regex(pattern)));
  }
}

TEST_CASE("what is no pattern, or looks back, or is broken, has no match") {
  for (const char* text : {"queued", "(a)\\1", "^(a$", "^[a", "\\"}) {
    CAPTURE(text);
    CHECK(matches_of(text, 1).empty());
  }
}

TEST_CASE("counts within counts have no match that is too long to be made") {
  for (const std::string& text : matches_of("^((([a-z]{1000}){1000}){1000}){1000}$", 1))
    CHECK(text.size() < 100);
  CHECK(matches_of("^([a-z]{10}){10}$", 1).front().size() == 100);
}

TEST_CASE("a bracket behind an opening one is one of the characters") {
  CHECK(matches_of("^[]]$", 0).front() == "]");
}

TEST_CASE("the wild cards of LIKE and GLOB are filled in") {
  CHECK(matches_of("x_%", 3) == Names{"x3row3"});
  CHECK(matches_of("[A-C]?", 0).back() == "Aa");
}

TEST_CASE("a short text has its length, and is another one for each number") {
  std::set<std::string> texts;
  for (std::size_t number = 0; number < 26; ++number) texts.insert(short_text(1, number));
  CHECK(texts.size() == 26);
  CHECK(short_text(63, 0) == "row-1");
  CHECK(short_text(3, 700).size() == 3);
}

TEST_CASE("samples are different for different numbers, and fit their type") {
  const Types types;
  const TypeSamples samples(types);
  const std::string type = GENERATE("integer", "numeric(5,2)", "numeric(2,2)", "text", "character varying(2)",
                                    "date", "jsonb", "uuid", "int4range", "timestamp(3) with time zone",
                                    "bytea", "blob", "text[]", "VARCHAR(4)", "geometry");
  CAPTURE(type);
  std::set<std::string> seen;
  for (std::size_t number = 0; number < 50; ++number) seen.insert(samples.sample(type, number).text);
  CHECK(seen.size() == 50);
}

TEST_CASE("a number stays within its precision and its size") {
  const Types types;
  const TypeSamples samples(types);
  CHECK(samples.sample("numeric(2,2)", 4).text == "0.05");
  CHECK(samples.sample("numeric(3,1)", 104).text == "5.5");
  Hints hints;
  hints.numbers = {"32767", "99999"};
  for (const Sample& sample : samples.choices("smallint", hints, 0)) CHECK(std::stol(sample.text) <= 32767);
}

TEST_CASE("choices begin with what a check names, and none comes twice") {
  const Types types;
  const TypeSamples samples(types);
  Hints hints;
  hints.texts = {"red", "green", "red"};
  const std::vector<Sample> choices = samples.choices("text", hints, 0);
  CHECK(choices.at(0).text == "red");
  CHECK(choices.at(1).text == "green");
  std::set<std::string> seen;
  for (const Sample& choice : choices) CHECK(seen.insert(choice.text).second);
}

TEST_CASE("sources that share a column are joined where they agree") {
  const Source left{{0, 1}, {{"1", "a"}, {"2", "b"}}, Source::Origin::parents};
  const Source right{{2, 0}, {{"x", "2"}, {"y", "2"}, {"z", "3"}}, Source::Origin::samples};
  const Source both = joined(left, right);
  CHECK(both.columns == std::vector<std::size_t>{0, 1, 2});
  CHECK(both.tuples == std::vector<Names>{{"2", "b", "x"}, {"2", "b", "y"}});
  CHECK(both.origin == Source::Origin::parents);
}

TEST_CASE("a spread source begins without nulls, and shows new values as early as it can") {
  Source source{
      {0, 1}, {{"a", "null"}, {"a", "1"}, {"a", "2"}, {"b", "1"}, {"c", "3"}}, Source::Origin::samples};
  spread(source);
  CHECK(source.tuples == std::vector<Names>{{"a", "1"}, {"a", "null"}, {"c", "3"}, {"a", "2"}, {"b", "1"}});
}

TEST_CASE("rows are full first, then null where they may be, and share a parent in pairs") {
  TableShape table;
  table.name = "t";
  Column number;
  number.name = "n";
  Column parent;
  parent.name = "p";
  parent.not_null = true;
  table.columns = {number, parent};
  const RowMaker maker(table,
                       {{{0}, {{"1"}, {"2"}, {"3"}, {"4"}}, Source::Origin::samples},
                        {{1}, {{"10"}, {"20"}}, Source::Origin::parents}},
                       Choice::free);
  CHECK(maker.insert({0, 0, 0}) == "insert into t (p, n) values (10, 1)");
  CHECK(maker.insert({0, 1, 0}) == "insert into t (p, n) values (10, null)");
  CHECK(maker.insert({0, 2, 0}) == "insert into t (p, n) values (20, 3)");
  CHECK(maker.insert({0, 0, 1}) == "insert into t (p, n) values (20, 2)");
  CHECK(RowMaker(table, {}, Choice::free).insert({}) == "insert into t default values");
}

TEST_CASE("a row that is refused again and again meets all combinations of its parents") {
  TableShape table;
  table.name = "t";
  table.columns.resize(2);
  table.columns[0].name = "a";
  table.columns[1].name = "b";
  const std::vector<Names> keys{{"1"}, {"2"}, {"3"}, {"4"}};
  const RowMaker maker(table, {{{0}, keys, Source::Origin::parents}, {{1}, keys, Source::Origin::parents}},
                       Choice::free);
  std::set<std::string> rows;
  for (std::size_t attempt = 0; attempt < 16; ++attempt) rows.insert(maker.insert({0, 0, attempt}));
  CHECK(rows.size() == 16);
}

TEST_CASE("a schema's shape has what rows depend on") {
  using rung::SchemaObject;
  const rung::Schema schema({
      SchemaObject{"table", "", "t", {{"columns", "id, \"A b\", twice"}, {"partition key", "RANGE (id)"}}},
      SchemaObject{"column", "t", "id", {{"identity", "by default"}, {"type", "bigint"}}},
      SchemaObject{"column", "t", "\"A b\"", {{"type", "mood"}, {"not null", "yes"}}},
      SchemaObject{"column", "t", "twice", {{"generated", "id * 2 stored"}, {"type", "bigint"}}},
      SchemaObject{"primary key", "t", "t_pkey", {{"columns", "id"}}},
      SchemaObject{
          "foreign key", "t", "fk", {{"columns", "id"}, {"references", "u"}, {"referenced columns", "x"}}},
      SchemaObject{"check", "t", "c", {{"expression", "id > 7"}}},
      SchemaObject{"table",
                   "",
                   "part",
                   {{"columns", "id"}, {"partition bound", "FROM (5) TO (9)"}, {"partition of", "t"}}},
      SchemaObject{"enum", "", "mood", {{"values", "'a', 'b, c'"}}},
      SchemaObject{"table", "", "words", {{"columns", "word"}, {"module", "fts5(word)"}}},
  });
  const SchemaShape shape = shape_of(schema, Dialect::postgresql);
  CHECK(shape.table("words") == nullptr);
  REQUIRE(shape.table("t") != nullptr);
  const TableShape& table = *shape.table("t");
  REQUIRE(table.columns.size() == 3);
  CHECK(table.columns[0].filling == Filling::by_row);
  CHECK(table.columns[0].not_null);
  CHECK(table.columns[1].not_null);
  CHECK(table.columns[2].filling == Filling::never);
  CHECK(table.unique_sets == std::vector<std::vector<std::size_t>>{{0}});
  CHECK(table.foreign_keys.at(0).parent == "u");
  CHECK(table.checks.at(0).hints.numbers == Names{"7"});
  CHECK(table.partition_bounds.numbers == Names{"5", "9"});
  CHECK(table.partition_bounds.names == Names{"range", "id"});
  CHECK(shape.table("part")->filled_through == "t");
  CHECK(shape.types.enums.at("mood") == Names{"a", "b, c"});
}
