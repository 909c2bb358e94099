#include "text/statement_reader.hpp"

#include <algorithm>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <boost/filesystem.hpp>
#include <catch2/catch.hpp>

#include <rung/embedded.hpp>
#include <rung/error.hpp>

#include "script_blocks.hpp"
#include "text_hash.hpp"

using Catch::Contains;
using rung::Dialect;
using rung::ScriptBlocks;
using rung::SourceError;
using rung::Transaction;

using rung::text::StatementReader;
namespace embedded = rung::embedded;

namespace {

embedded::Script in_memory(std::string_view text, Transaction transaction = Transaction::wrapped) {
  embedded::Script script;
  script.text = text;
  script.transaction = transaction;
  return script;
}

std::vector<std::string> texts(const embedded::Script& script, Dialect dialect = Dialect::sqlite) {
  StatementReader reader(script, dialect);
  std::vector<std::string> result;
  while (const auto statement = reader.next()) {
    result.emplace_back(statement->text);
    REQUIRE(statement->index == result.size());
  }
  REQUIRE_FALSE(reader.next());
  return result;
}

// A file that is gone with it.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view text)
      : path_((boost::filesystem::temp_directory_path() / boost::filesystem::unique_path("rung-%%%%%%%%.sql"))
                  .string()) {
    write(text);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    boost::system::error_code ignored;
    boost::filesystem::remove(path_, ignored);
  }

  void write(std::string_view text) const { std::ofstream(path_, std::ios::binary) << text; }

  // The part of the file from `offset` on, as a folder's reader would plan it.
  [[nodiscard]] embedded::Script script(std::string_view part, std::uint64_t offset = 0) const {
    embedded::Script script;
    script.file = path_;
    script.in_memory = false;
    script.offset = offset;
    script.size = part.size();
    return script;
  }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// Statements of all lengths, so that blocks end in all kinds of places.
std::string long_script(std::size_t size) {
  std::string text;
  for (std::size_t i = 0; text.size() < size; ++i) {
    text += "insert into t values ('" + std::string(i % 977, 'x') + "; é'); -- " + std::to_string(i) + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("statements come one at a time with their places in the script and the file") {
  embedded::Script script = in_memory("-- one\nselect 1;\n\n drop table t; select 3");
  script.first_line = 40;
  StatementReader reader(script, Dialect::sqlite);
  const auto first = reader.next();
  CHECK(first->text == "select 1;");
  CHECK(first->index == 1);
  CHECK(first->offset == 7);
  CHECK(first->line == 41);
  const auto second = reader.next();
  CHECK(second->text == "drop table t;");
  CHECK(second->offset == 19);
  CHECK(second->line == 43);
  CHECK((second->traits & embedded::drops_table) != 0);
  CHECK(reader.next()->text == "select 3");
  CHECK_FALSE(reader.next());
  CHECK_FALSE(reader.next());
}

TEST_CASE("what the survey dropped is passed over in a transaction, and executed outside") {
  const std::string_view text = "pragma foreign_keys = off; begin; select 1; commit;";
  CHECK(texts(in_memory(text)) == std::vector<std::string>{"select 1;"});
  CHECK(texts(in_memory(text, Transaction::own)) == std::vector<std::string>{"select 1;"});
  CHECK(texts(in_memory(text, Transaction::none)).size() == 4);
}

TEST_CASE("a script in memory is read in place") {
  const std::string text = "select 1; select 2";
  const embedded::Script script = in_memory(text);
  StatementReader reader(script, Dialect::sqlite);
  CHECK(reader.next()->text.data() == text.data());
}

TEST_CASE(
    "a long script is the same from a file as from memory, and longer statements than blocks are whole") {
  const std::string huge = "insert into t values ('" + std::string(3 * ScriptBlocks::block_size, ';') + "');";
  const std::string text =
      long_script(ScriptBlocks::block_size) + huge + "\n" + long_script(ScriptBlocks::block_size);
  const TemporaryFile file(text);
  const auto from_memory = texts(in_memory(text));
  CHECK(from_memory == texts(file.script(text)));
  CHECK(std::count(from_memory.begin(), from_memory.end(), huge) == 1);
  std::size_t at = 0;
  for (const std::string& statement : from_memory) at = text.find(statement, at) + statement.size();
  CHECK(at == text.rfind(';') + 1);
}

TEST_CASE("blocks of a file are at most a megabyte") {
  const std::string text = long_script(2 * ScriptBlocks::block_size + 1);
  const TemporaryFile file(text);
  const embedded::Script script = file.script(text);
  ScriptBlocks blocks(script);
  std::string read;
  for (std::string_view block = blocks.next(); !block.empty(); block = blocks.next()) {
    CHECK(block.size() <= ScriptBlocks::block_size);
    read += block;
  }
  CHECK(read == text);
}

TEST_CASE("a section of a file is read alone, and its lines are those of the file") {
  const std::string_view section = "select 1;\nselect 2;\n";
  const TemporaryFile file("-- +goose Up\n" + std::string(section) + "-- +goose Down\nselect 'down;\n");
  embedded::Script script = file.script(section, 13);
  script.first_line = 2;
  StatementReader reader(script, Dialect::postgresql);
  CHECK(reader.next()->line == 2);
  CHECK(reader.next()->line == 3);
  CHECK_FALSE(reader.next());
}

TEST_CASE("a file that is no longer the one that was planned is refused at its end") {
  const std::string_view text = "select 1;\r\nselect 2;\r\n";
  const TemporaryFile file(text);
  embedded::Script script = file.script(text);
  const std::string checksum = rung::checksum_of_text(text).digits();
  script.checksum = checksum;
  CHECK(texts(script).size() == 2);
  file.write("select 1;\r\nselect 3;\r\n");
  CHECK_THROWS_WITH(texts(script), Contains(file.path()) && Contains("no longer what it was"));
  file.write("select 1;\r\n");
  CHECK_THROWS_WITH(texts(script), Contains("has become shorter"));
}

TEST_CASE("a file that is not there is refused by name") {
  const std::string path = "/nowhere/0007_x.up.sql";
  embedded::Script script;
  script.file = path;
  script.in_memory = false;
  CHECK_THROWS_WITH(StatementReader(script, Dialect::sqlite), Contains(path) && Contains("cannot be opened"));
}

TEST_CASE("NUL bytes and broken UTF-8 are refused with their place") {
  const auto place = [](std::string_view text) {
    embedded::Script script = in_memory(text);
    script.file = "f.sql";
    try {
      texts(script);
    } catch (const SourceError& error) {
      return std::to_string(error.line()) + ":" + std::to_string(error.column());
    }
    return std::string("none");
  };
  using namespace std::string_view_literals;
  CHECK(place("select 1;\n-- é\0"sv) == "2:5");
  CHECK(place("select 1;\nselect '\xFF';"sv) == "2:9");
  CHECK(place("select 1;\n-- \xC3"sv) == "2:5");
  CHECK(place("select 'é';"sv) == "none");
}

TEST_CASE("broken UTF-8 is found before any statement of its block is given") {
  const std::string text = "select 1; -- \xFF";
  const embedded::Script script = in_memory(text);
  StatementReader reader(script, Dialect::sqlite);
  CHECK_THROWS_AS(reader.next(), SourceError);
}
