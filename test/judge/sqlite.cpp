// Our scanner against SQLite itself: what sqlite3_prepare_v2 leaves of a script is what comes after the
// statement.

#include <memory>
#include <string>

#include <catch2/catch.hpp>
#include <sqlite3.h>

#include "judge/scanned.hpp"
#include "judge/script_generator.hpp"

namespace {

using rung::Dialect;
using rung::test::same_at_every_boundary;
using rung::test::scan;
using rung::test::Scanned;
using rung::test::ScriptGenerator;

struct Close {
  void operator()(sqlite3* database) const noexcept { sqlite3_close(database); }
};

std::unique_ptr<sqlite3, Close> open_database() {
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(":memory:", &database) == SQLITE_OK);
  std::unique_ptr<sqlite3, Close> owner(database);
  REQUIRE(sqlite3_exec(database, "create table a(b, c); create table d(e)", nullptr, nullptr, nullptr) ==
          SQLITE_OK);
  return owner;
}

// Prepares each statement, and executes none.
Scanned ask_sqlite(sqlite3* database, const std::string& script) {
  Scanned result;
  const char* rest = script.c_str();
  while (*rest != '\0') {
    sqlite3_stmt* statement = nullptr;
    const char* tail = nullptr;
    const int answer = sqlite3_prepare_v2(database, rest, -1, &statement, &tail);
    const bool is_statement = statement != nullptr;
    sqlite3_finalize(statement);
    INFO(rest << "\n-- " << sqlite3_errmsg(database));
    REQUIRE(answer == SQLITE_OK);
    if (is_statement) {
      ++result.statements;
      if (tail[-1] == ';') result.ends.push_back(static_cast<std::uint64_t>(tail - script.c_str()));
    }
    rest = tail;
  }
  return result;
}

// A `;` ends something for the shell if it makes the text complete where another token would not.
std::vector<std::uint64_t> ends_for_the_shell(const std::string& soup) {
  std::vector<std::uint64_t> ends;
  for (std::size_t at = soup.find(';'); at != std::string::npos; at = soup.find(';', at + 1)) {
    const std::string before = soup.substr(0, at);
    if (sqlite3_complete((before + ";").c_str()) == 1 && sqlite3_complete((before + " x").c_str()) == 0) {
      ends.push_back(at + 1);
    }
  }
  return ends;
}

}  // namespace

TEST_CASE("SQLite sees the same statements in 3,000 generated scripts") {
  const auto database = open_database();
  std::size_t statements = 0;
  for (std::uint32_t seed = 0; seed < 3000; ++seed) {
    const std::string script = ScriptGenerator(Dialect::sqlite, seed).script();
    CAPTURE(seed, script);
    const Scanned ours = scan(Dialect::sqlite, script);
    REQUIRE(ours == ask_sqlite(database.get(), script));
    if (seed % 10 == 0) REQUIRE(same_at_every_boundary(Dialect::sqlite, script));
    statements += ours.statements;
  }
  CHECK(statements > 9000);
}

TEST_CASE("SQLite's shell waits for the same semicolons in 10,000 soups of tokens") {
  std::size_t ends = 0;
  for (std::uint32_t seed = 0; seed < 10000; ++seed) {
    const std::string soup = ScriptGenerator(Dialect::sqlite, seed).soup();
    CAPTURE(seed, soup);
    const Scanned ours = scan(Dialect::sqlite, soup);
    REQUIRE(ours.ends == ends_for_the_shell(soup));
    if (seed % 10 == 0) REQUIRE(same_at_every_boundary(Dialect::sqlite, soup));
    ends += ours.ends.size();
  }
  CHECK(ends > 8000);
}
