#include "text/survey.hpp"

#include <string>
#include <string_view>

#include <catch2/catch.hpp>

#include <rung/embedded.hpp>
#include <rung/error.hpp>

using Catch::Contains;
using rung::Dialect;
using rung::Transaction;
using rung::text::Finding;
using rung::text::Survey;
namespace embedded = rung::embedded;

namespace {

// A script as it comes out of a file.
embedded::Script file_script(std::string_view text, Transaction transaction = Transaction::wrapped) {
  embedded::Script script;
  script.text = text;
  script.file = "0007_x.up.sql";
  script.size = text.size();
  script.transaction = transaction;
  return script;
}

Survey survey(Dialect dialect, std::string_view text, Transaction transaction = Transaction::wrapped) {
  return rung::text::survey(file_script(text, transaction), dialect);
}

// The only finding.
Finding finding(Dialect dialect, std::string_view text, Transaction transaction = Transaction::wrapped) {
  const Survey found = survey(dialect, text, transaction);
  CAPTURE(text);
  REQUIRE(found.findings.size() == 1);
  return found.findings.front();
}

constexpr Dialect sqlite = Dialect::sqlite;
constexpr Dialect postgresql = Dialect::postgresql;

}  // namespace

TEST_CASE("a survey counts the statements and joins their traits") {
  const Survey found = survey(sqlite, "create table t(a); drop table u; ;\n-- done\nupdate t set a = 1");
  CHECK(found.statements == 3);
  CHECK(found.findings.empty());
  CHECK(found.traits == (embedded::changes_schema | embedded::drops_table | embedded::changes_rows));
  CHECK(survey(sqlite, "").statements == 0);
}

TEST_CASE("one transaction pair around the whole script is dropped") {
  for (const Transaction transaction : {Transaction::wrapped, Transaction::own}) {
    for (const std::string_view text :
         {"begin; select 1; commit;", "BEGIN TRANSACTION;\nselect 1;\nEND;\n-- the end\n",
          "/* x */ begin; select 1; ; commit"}) {
      CAPTURE(text);
      const Survey found = survey(sqlite, text, transaction);
      CHECK(found.statements == 1);
      CHECK(found.findings.empty());
    }
    CHECK(survey(postgresql, "start transaction; commit", transaction).findings.empty());
  }
}

TEST_CASE("any other transaction control in a transaction is refused at its line") {
  CHECK(finding(postgresql, "select 1;\n  commit;").line == 2);
  CHECK(finding(postgresql, "select 1;\n  commit;").column == 3);
  CHECK_THAT(finding(postgresql, "begin;\nselect 1;").message,
             Contains("`begin` would begin or end a transaction") &&
                 Contains("say `-- rung: transaction none` at its top"));
  CHECK(finding(sqlite, "select 1; rollback;", Transaction::own).line == 1);
  CHECK(survey(sqlite, "begin; select 1; rollback").findings.size() == 2);
  CHECK(survey(sqlite, "begin; commit; select 1").findings.size() == 2);
  CHECK(survey(sqlite, "select 1; begin; commit").findings.size() == 2);
  CHECK(survey(sqlite, "begin; begin").findings.size() == 2);
  CHECK(survey(sqlite, "begin; commit; begin; commit").findings.size() == 4);
  CHECK(survey(postgresql, "begin; commit and chain; commit").findings.size() == 3);
  CHECK(survey(sqlite, "savepoint s; rollback to s; release s").findings.empty());
}

TEST_CASE("what cannot run in a transaction is refused there, and may stand outside") {
  const Finding found = finding(postgresql, "create table t(a int);\ncreate index concurrently i on t(a);");
  CHECK(found.line == 2);
  CHECK_THAT(found.message, Contains("`create index concurrently i on t(a)` cannot run in a transaction") &&
                                Contains("-- rung: transaction none"));
  CHECK(finding(sqlite, "vacuum", Transaction::own).line == 1);
  CHECK(survey(postgresql, "vacuum; begin; rollback; select 1", Transaction::none).findings.empty());
  CHECK(survey(sqlite, "pragma user_version = 7; attach 'x' as y").findings.empty());
}

TEST_CASE("outside a transaction SQLite takes only what cannot stand in one") {
  const Survey good =
      survey(sqlite, "vacuum; pragma journal_mode = wal; pragma foreign_keys = on; attach 'x' as y",
             Transaction::none);
  CHECK(good.findings.empty());
  CHECK(good.statements == 4);
  CHECK((good.traits & embedded::switches_foreign_keys) == 0);
  const Finding bad = finding(sqlite, "vacuum;\ninsert into t values (1)", Transaction::none);
  CHECK(bad.line == 2);
  CHECK_THAT(bad.message, Contains("`insert into t values (1)`") && Contains("-- rung: transaction own"));
  CHECK(survey(sqlite, "begin; commit", Transaction::none).findings.size() == 2);
}

TEST_CASE("PRAGMA foreign_keys in a transaction is a trait and no statement") {
  const Survey found =
      survey(sqlite, "pragma foreign_keys = off;\nbegin;\ndrop table t;\ncommit;\npragma foreign_keys = on;");
  CHECK(found.findings.empty());
  CHECK(found.statements == 1);
  CHECK((found.traits & embedded::switches_foreign_keys) != 0);
  CHECK((survey(sqlite, "pragma foreign_keys").traits & embedded::switches_foreign_keys) == 0);
}

TEST_CASE("a bind parameter is refused where SQLite would bind NULL in silence") {
  const Finding found = finding(sqlite, "insert into t\nvalues (1, :b, :c)");
  CHECK(found.line == 2);
  CHECK(found.column == 12);
  CHECK_THAT(found.message, Contains("bind parameter"));
  CHECK(survey(postgresql, "select a ? b").findings.empty());
}

TEST_CASE("settings by which PostgreSQL reads the script may be set only to what they are") {
  for (const std::string_view text :
       {"set client_encoding = 'UTF8'", "SET client_encoding TO 'utf-8';",
        "set session standard_conforming_strings = on", "set local standard_conforming_strings to 'on'",
        "set names 'UTF8'", "set search_path = a", "reset search_path",
        "select pg_catalog.set_config('search_path', '', false)",
        "alter role r set client_encoding = 'latin1'", "do $$ begin perform 1; end $$",
        "insert into client_encoding values (1)",
        "create function f() returns void language sql set client_encoding = latin1 as 'select 1'"}) {
    CAPTURE(text);
    CHECK(survey(postgresql, text).findings.empty());
  }
  for (const std::string_view text :
       {"set client_encoding = 'LATIN1'", "set names latin1", "set session names 'x'",
        "reset client_encoding", "set standard_conforming_strings to off",
        "SET LOCAL Standard_Conforming_Strings = 'off'",
        "select set_config('client_encoding', 'latin1', false)",
        "do $$ begin set client_encoding = latin1; end $$", "set client_encoding to default"}) {
    for (const Transaction transaction : {Transaction::wrapped, Transaction::none}) {
      CHECK_THAT(finding(postgresql, text, transaction).message, Contains("changes how the server reads"));
    }
  }
}

TEST_CASE("annotations in a script that was declared in C++ are refused, and the way out is an argument") {
  embedded::Script script;
  script.text = "-- a note\n  --rung: transaction none\nvacuum;\n-- rung: not here\n";
  const Survey found = rung::text::survey(script, sqlite);
  REQUIRE(found.findings.size() == 2);
  CHECK(found.findings[0].line == 2);
  CHECK_THAT(found.findings[0].message, Contains("annotations are read from files"));
  CHECK(found.findings[1].line == 3);
  CHECK_THAT(found.findings[1].message, Contains("pass Transaction::none to rung::Script"));
  script.text = "-- rung: transaction none";
  CHECK(rung::text::survey(script, sqlite).findings.size() == 1);
  CHECK(survey(sqlite, "-- rung: transaction none\n").findings.empty());
}

TEST_CASE("findings come by line, and no more than can be read") {
  const Survey found = survey(sqlite, "select 1;\ncommit;\nvacuum;\n");
  REQUIRE(found.findings.size() == 2);
  CHECK(found.findings[0].line == 2);
  CHECK(found.findings[1].line == 3);
  std::string many;
  for (int i = 0; i < 1000; ++i) many += "commit;\nvacuum;\nselect ?;\n";
  CHECK(survey(sqlite, many).findings.size() == Survey::most_findings);
}

TEST_CASE("a finding quotes the beginning of its statement, and cuts no character") {
  const std::string text = "vacuum into '" + std::string(26, 'x') + "ééééééé';";
  CHECK_THAT(finding(sqlite, text).message, Contains("xxx …`"));
  CHECK_THAT(finding(sqlite, "vacuum\ninto 'x'").message, Contains("`vacuum …`"));
}

TEST_CASE("a script that cannot be cut is an error, not a finding") {
  CHECK_THROWS_AS(survey(sqlite, "select 'a"), rung::SourceError);
  CHECK_THROWS_AS(survey(postgresql, "copy t from stdin;"), rung::SourceError);
}
