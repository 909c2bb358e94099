#include "backend/postgresql/outside_statement.hpp"

#include <catch2/catch.hpp>

namespace rung::postgresql {
namespace {

/// The statement read as `Kind`; a default one, which no check takes for right, if it is none.
template <typename Kind>
Kind read_as(std::string_view statement) {
  const OutsideStatement read = read_outside_statement(statement);
  INFO(statement << " is alternative " << read.index());
  const auto* const found = std::get_if<Kind>(&read);
  CHECK(found != nullptr);
  return found == nullptr ? Kind{} : *found;
}

bool is_unknown(std::string_view statement) {
  return std::holds_alternative<Unknown>(read_outside_statement(statement));
}

}  // namespace

TEST_CASE("names are read in every form, for the server to resolve") {
  const auto index_of = [](const std::string& name) {
    return read_as<CreateIndex>("create index concurrently " + name + " on t (a);").index;
  };
  CHECK(index_of("Plain_1$").text == "Plain_1$");
  CHECK(index_of("\"with space, dot. and \"\"quote\"\"\"").text == "\"with space, dot. and \"\"quote\"\"\"");
  CHECK(index_of("größe").text == "größe");
  CHECK(index_of("/* a /* nested */ one */ i -- and on\n").text == "i");
  CHECK(index_of("U&\"d\\0061t\\+000061\"").text == "\"data\"");
  CHECK(index_of("u&\"\\0022\\\\\\20AC\"").text == "\"\"\"\\€\"");
  CHECK(is_unknown("create index concurrently U&\"d!0061\" UESCAPE '!' on t (a)"));
  CHECK(is_unknown("create index concurrently U&\"\\D83D\\DE00\" on t (a)"));
  CHECK(is_unknown("create index concurrently U&\"\\00zz\" on t (a)"));
}

TEST_CASE("an index that is created concurrently has a name and a table") {
  const auto statement = GENERATE("create index concurrently i on s.t (a)",
                                  "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON ONLY s.t(a);",
                                  "create index concurrently i on only ( s.t ) using btree (a) where on_sale",
                                  "create index concurrently i on s . t * (a)");
  const auto read = read_as<CreateIndex>(statement);
  CHECK(read.index.text == "i");
  CHECK_FALSE(read.index.qualified);
  CHECK(read.table.text == "s.t");
  CHECK(read.table.qualified);
}

TEST_CASE("words that are no keywords everywhere may be names") {
  CHECK(read_as<CreateIndex>("create index concurrently if on t (a)").index.text == "if");
  CHECK(read_as<DropIndex>("drop index concurrently \"if\"").indexes.front().text == "\"if\"");
}

TEST_CASE("nothing is known of an index that the server names") {
  CHECK(is_unknown("create index concurrently on t (a)"));
  CHECK(is_unknown("create index concurrently if not exists on t (a)"));
}

TEST_CASE("an index that is dropped concurrently is one or several") {
  const auto read = read_as<DropIndex>("drop index concurrently if exists a, s.\"b c\" cascade;");
  REQUIRE(read.indexes.size() == 2);
  CHECK(read.indexes[0].text == "a");
  CHECK_FALSE(read.indexes[0].qualified);
  CHECK(read.indexes[1].text == "s.\"b c\"");
  CHECK(read.indexes[1].qualified);
}

TEST_CASE("reindex concurrently is read in both spellings, and plain reindex may be repeated") {
  using Scope = Reindex::Scope;
  CHECK(read_as<Reindex>("reindex index concurrently s.i").scope == Scope::index);
  CHECK(read_as<Reindex>("reindex (concurrently, verbose) table t;").scope == Scope::table);
  CHECK(read_as<Reindex>("reindex (verbose, tablespace x) schema concurrently \"S\"").name.text == "\"S\"");
  CHECK(read_as<Reindex>("reindex database concurrently").scope == Scope::database);
  CHECK(read_as<Reindex>("reindex database concurrently app").scope == Scope::database);
  read_as<Repeatable>("reindex table t");
  read_as<Repeatable>("reindex index \"concurrently\"");
}

TEST_CASE("a partition that is detached concurrently is known, any other detaching is not") {
  const auto read = read_as<DetachPartition>(
      "alter table if exists only \"Events\" detach /* now */ partition s.events_2023 concurrently;");
  CHECK(read.table.text == "\"Events\"");
  CHECK(read.partition.text == "s.events_2023");
  CHECK(is_unknown("alter table events detach partition events_2023"));
  CHECK(is_unknown("alter table events detach partition events_2023 finalize"));
  CHECK(is_unknown("alter table events add column detach int"));
}

TEST_CASE("the value added to an enum is read as the server reads it") {
  const auto value_of = [](const std::string& literal) {
    return read_as<AddEnumValue>("alter type s.mood add value if not exists " + literal + " before 'sad'")
        .value;
  };
  CHECK(value_of("'it''s'") == "it's");
  CHECK(value_of("''").empty());
  CHECK(value_of("E'plain'") == "plain");
  CHECK(value_of("$$a'b$$") == "a'b");
  CHECK(value_of("$tag$a$$b$tag$") == "a$$b");
  CHECK(value_of("'a -- b /* c'") == "a -- b /* c");
  CHECK(is_unknown("alter type mood add value E'a\\n'"));
  CHECK(is_unknown("alter type mood add value 'a'\n'b'"));
  CHECK(is_unknown("alter type mood rename value 'a' to 'b'"));
}

TEST_CASE("what only has to exist, or to be gone, is read with its name") {
  using Of = Existence::Of;
  using After = Existence::After;
  const auto check = [](std::string_view statement, Of of, After after) {
    const auto read = read_as<Existence>(statement);
    CHECK(read.of == of);
    CHECK(read.after == after);
    CHECK(read.name.text == "\"A b\"");
  };
  check("create database \"A b\" encoding 'utf8'", Of::database, After::exists);
  check("drop database if exists \"A b\" with (force);", Of::database, After::is_gone);
  check("create tablespace \"A b\" location '/x'", Of::tablespace, After::exists);
  check("drop tablespace \"A b\"", Of::tablespace, After::is_gone);
  check("create subscription \"A b\" connection '' publication p", Of::subscription, After::exists);
  check("drop subscription if exists \"A b\"", Of::subscription, After::is_gone);
  CHECK(read_as<EndPrepared>("commit prepared 'x''y';").transaction == "x'y");
  CHECK(read_as<EndPrepared>("rollback prepared 'z'").transaction == "z");
}

TEST_CASE("statements that may be repeated, and those of which nothing is known") {
  for (const char* const statement :
       {"vacuum full t", "analyze", "cluster t using i", "checkpoint", "alter system set a = 1",
        "discard all", "refresh materialized view concurrently v", "alter database d set tablespace x",
        "set a = 1", "reset all", "alter subscription s refresh publication"}) {
    read_as<Repeatable>(statement);
  }
  for (const char* const statement :
       {"", ";", "call p()", "do $$begin end$$", "insert into t values (1)", "create table t (a int)",
        "drop table t", "create index i on t (a)", "alter database d rename to e",
        "alter subscription s add publication p", "explain analyze select 1", "create index concurrently",
        "drop index concurrently", "alter type", "reindex (concurrently"}) {
    INFO(statement);
    CHECK(is_unknown(statement));
  }
}

}  // namespace rung::postgresql
