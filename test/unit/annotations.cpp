#include "text/annotations.hpp"

#include <string>

#include <catch2/catch.hpp>

#include <rung/error.hpp>

using namespace rung;
using text::Annotations;
using text::ScriptRole;

namespace {

Annotations read(std::string_view script, ScriptRole role = ScriptRole::up) {
  text::AnnotationReader reader("a.sql", role);
  text::LineCutter lines([&](const text::Line& line) { reader.line(line); });
  lines.add(script);
  lines.finish();
  return reader.annotations();
}

/// "line:column" of the refusal; the test fails if there is none.
std::string refused_at(std::string_view script, ScriptRole role = ScriptRole::up) {
  try {
    read(script, role);
  } catch (const SourceError& error) {
    CHECK(error.file() == "a.sql");
    return std::to_string(error.line()) + ":" + std::to_string(error.column());
  }
  return "not refused";
}

}  // namespace

TEST_CASE("a script without annotations says nothing") {
  const Annotations none = read("-- a comment\ncreate table a(id integer);\n");
  CHECK_FALSE(none.transaction);
  CHECK(none.foreign_keys == ForeignKeys::as_session);
  CHECK_FALSE(none.irreversible);
  CHECK_FALSE(none.oldest_reader);
  CHECK_FALSE(none.routine);
}

TEST_CASE("each annotation is read, with blanks and other comments around it") {
  const Annotations said = read(
      "\n-- Rebuilds a.\r\n--rung: transaction  own\n\t-- rung:foreign-keys off\n-- RUNG: oldest-reader "
      "0041\n"
      "-- rung: irreversible  the old names are gone \nselect 1;\n");
  CHECK(said.transaction == Transaction::own);
  CHECK(said.foreign_keys == ForeignKeys::off);
  CHECK(said.oldest_reader == Version{41});
  CHECK(said.irreversible == "the old names are gone");
  CHECK(read("-- rung: transaction none").transaction == Transaction::none);
  CHECK(read("-- rung: routine split_name/1\n\n-- see split_name.cpp\n").routine == "split_name/1");
}

TEST_CASE("a down takes a transaction and a routine, and nothing else") {
  CHECK(read("-- rung: transaction own\n", ScriptRole::down).transaction == Transaction::own);
  CHECK(read("-- rung: routine join_name/1\n", ScriptRole::down).routine == "join_name/1");
  CHECK(refused_at("-- rung: irreversible x\n", ScriptRole::down) == "1:10");
  CHECK(refused_at("-- rung: oldest-reader 1\n", ScriptRole::down) == "1:10");
  CHECK(refused_at("-- rung: foreign-keys off\n", ScriptRole::down) == "1:10");
}

TEST_CASE("the initial script takes a transaction and foreign keys, and nothing else") {
  CHECK(read("-- rung: transaction none\n", ScriptRole::initial).transaction == Transaction::none);
  CHECK(read("-- rung: foreign-keys off\n", ScriptRole::initial).foreign_keys == ForeignKeys::off);
  CHECK(refused_at("-- rung: routine a/1\n", ScriptRole::initial) == "1:10");
  CHECK(refused_at("-- rung: irreversible x\n", ScriptRole::initial) == "1:10");
  CHECK(refused_at("-- rung: oldest-reader 1\n", ScriptRole::initial) == "1:10");
}

TEST_CASE("a wrong annotation is refused at its line and column") {
  CHECK(refused_at("\n  -- rung: colour blue\n") == "2:12");
  CHECK(refused_at("-- rung:\n") == "1:9");
  CHECK(refused_at("-- rung: transaction\n") == "1:10");
  CHECK(refused_at("-- rung: transaction wrapped\n") == "1:22");
  CHECK(refused_at("-- rung: transaction none of it\n") == "1:22");
  CHECK(refused_at("-- rung: foreign-keys on\n") == "1:23");
  CHECK(refused_at("-- rung: oldest-reader 0\n") == "1:24");
  CHECK(refused_at("-- rung: oldest-reader -1\n") == "1:24");
  CHECK(refused_at("-- rung: routine a b\n") == "1:18");
  CHECK(refused_at("-- rung: transaction own\n-- rung: transaction own\n") == "2:10");
  CHECK(refused_at("select 1;\n-- rung: transaction own\n") == "2:10");
  CHECK(refused_at("-- rung: routine a/1\nselect 1;\n") == "2:1");
  CHECK(refused_at("-- rung transaction own\n") == "1:4");
}

TEST_CASE("a misspelt annotation is answered with the one that was meant") {
  CHECK_THROWS_WITH(read("-- rung: irreversable x\n"), Catch::Contains("did you mean 'irreversible'?"));
  CHECK_THROWS_WITH(read("-- rung: foreign_keys off\n"), Catch::Contains("did you mean 'foreign-keys'?"));
  CHECK_THROWS_WITH(read("-- rung: zzz\n"), Catch::Contains("there are: transaction, routine"));
}

TEST_CASE("prose about rung is no annotation") {
  CHECK_NOTHROW(read("-- rung runs this at boot\nselect 1;\n-- rung transaction, as said above\n"));
  CHECK_NOTHROW(read("-- see the rung: transaction page\n/* -- */ select 1;\n"));
  CHECK_FALSE(text::is_annotation("select '-- rung: transaction own'"));
  CHECK(text::is_annotation("  --rung:anything"));
}
