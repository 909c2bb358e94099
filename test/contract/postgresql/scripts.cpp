#include <fcntl.h>
#include <unistd.h>

#include <fmt/format.h>

#include "contract/postgresql/server_place.hpp"
#include "contract/sets.hpp"
#include "support/read_file.hpp"
#include "support/temporary_folder.hpp"

using namespace rung;
using namespace rung::test;
using Catch::Contains;
using Strings = std::vector<std::string>;

namespace {

/// While it lives, what this process writes to stderr goes to a file.
class StderrToFile {
 public:
  StderrToFile() : former_(dup(STDERR_FILENO)) {
    const int file = open(folder_.name("stderr").c_str(), O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0600);
    dup2(file, STDERR_FILENO);
    close(file);
  }
  ~StderrToFile() {
    dup2(former_, STDERR_FILENO);
    close(former_);
  }
  StderrToFile(const StderrToFile&) = delete;
  StderrToFile& operator=(const StderrToFile&) = delete;

  [[nodiscard]] std::string text() const { return read_file(folder_.name("stderr")); }

 private:
  TemporaryFolder folder_;
  int former_;
};

/// Eight of three statements each; the fifth is to fail.
MigrationSet eight_with(const std::string& fifth) {
  Migrations migrations = tables(1, 4);
  migrations = migrations + script(5, fifth, "") + tables(6, 8);
  return {migrations};
}

}  // namespace

TEST_CASE("what the server says goes to the observer, and not to stderr", "[scripts]") {
  RUNG_ON_POSTGRESQL(place);
  const char* const talk =
      "do $$ begin raise notice 'rows: %', 7; raise warning 'beware'; end $$;\ndrop table if exists "
      "no_such_table;";
  Heard heard;
  UpgradeOptions options;
  options.observer = &heard;
  std::string written;
  {
    const StderrToFile caught;
    place.upgrade({tables(1, 1) + script(2, talk, "") + script(3, talk, "", Transaction::none)}, options);
    place.upgrade(
        {tables(1, 1) + script(2, talk, "") + script(3, talk, "", Transaction::none) + script(4, talk, "")});
    written = caught.text();
  }
  CHECK(written.empty());
  const Strings once{"NOTICE: rows: 7", "WARNING: beware",
                     "NOTICE: table \"no_such_table\" does not exist, skipping"};
  Strings twice = once;
  twice.insert(twice.end(), once.begin(), once.end());
  CHECK(heard.notices == twice);
}

TEST_CASE("a session's notices are its own again when rung lets go of it", "[scripts]") {
  RUNG_ON_POSTGRESQL(place);
  const auto session = place.database().open();
  const StderrToFile caught;
  {
    Database database = place.database().wrap(*session);
    Upgrader{database, {tables(1, 1)}}.run();
  }
  *session << "do $$ begin raise notice 'for the program'; end $$";
  CHECK_THAT(caught.text(), Contains("for the program"));
}

TEST_CASE("rows that a script copies or selects do no harm", "[scripts]") {
  RUNG_ON_POSTGRESQL(place);
  const Transaction transaction = GENERATE(Transaction::wrapped, Transaction::none);
  const std::string answer =
      GENERATE(Catch::Generators::as<std::string>(), "copy (select generate_series(1, 100000)) to stdout",
               "select repeat('x', 1000) from generate_series(1, 20000)", "select", "select null",
               "values (1), (2)", "select 1 where false", "show all", "fetch all from c", "explain select 1");
  const std::string text = fmt::format(
      "begin; declare c cursor for select 1;\n{};\ninsert into t1 values (2, 'b'); commit;", answer);
  const MigrationSet set{tables(1, 1) + script(2, text, "", transaction) + tables(3, 3)};
  CHECK(place.upgrade(set).steps == 3);
  CHECK(place.rows("select count(*) from t1") == Strings{"2"});
  CHECK(place.steps() == Strings{"up 1 done", "up 2 done", "up 3 done"});
  CHECK(place.verify(set).empty());
}

TEST_CASE("a script that waits for data from the client is refused with its line", "[scripts]") {
  RUNG_ON_POSTGRESQL(place);
  const MigrationSet set{tables(1, 1) + script(2, "select 1;\ncopy t1 from stdin;", "")};
  const auto error = thrown<SourceError>([&] { place.upgrade(set); });
  CHECK(error.line() == 2);
  CHECK(error.database_state().kind() == CatalogState::Kind::untouched);
  CHECK_THAT(error.what(), Contains("INSERT"));
  CHECK(place.head() == Version::base());
}

TEST_CASE("a text that the server cannot read is named although nothing of its message ran", "[scripts]") {
  RUNG_ON_POSTGRESQL(place);
  const auto error = thrown<ExecutionError>([&] {
    place.upgrade(eight_with("create table t5(id integer);\n\ninsert into t5\n  valves (1);\nselect 1;"));
  });
  CHECK(error.step().version == Version{5});
  CHECK(error.step().statement == 2);
  CHECK(error.step().statement_count == 3);
  CHECK(error.step().line == 4);
  CHECK(error.step().code == "42601");
  CHECK(error.step().not_reached == std::vector<Version>{1, 2, 3, 4, 6, 7, 8});
  CHECK_THAT(error.what(), Contains("valves"));
  CHECK(place.head() == Version::base());
  CHECK(place.steps() == Strings{"up 5 failed"});
}

TEST_CASE("what fails while it runs is named by step, statement and line", "[scripts]") {
  RUNG_ON_POSTGRESQL(place);
  const auto error = thrown<ExecutionError>([&] {
    place.upgrade(eight_with(
        "create table t5(id integer);\n\n\ninsert into t5 select 1 / (id - 1)\n from t1;\nselect 1;"));
  });
  CHECK(error.step().version == Version{5});
  CHECK(error.step().statement == 2);
  CHECK(error.step().line == 4);
  CHECK(error.step().code == "22012");
  CHECK(place.head() == Version::base());
}

TEST_CASE("a place is counted in characters, by the server as by the line", "[scripts]") {
  RUNG_ON_POSTGRESQL(place);
  // By bytes the place would be behind the end; by UTF-16 it would be some lines further down.
  std::string many;
  for (int i = 0; i < 300; ++i) many += "é€😀";
  const std::string first =
      GENERATE_REF(fmt::format("select '{}';\n", many), fmt::format("-- {}\nselect 1;\n", many));
  const std::string mistake =
      GENERATE(Catch::Generators::as<std::string>(), "no_such_column", "valves valves");
  const std::string second =
      fmt::format("select '{}',\n\n{},\n'{}'\n\n\n;\nselect 3;\n", many, mistake, many);
  const auto error = thrown<ExecutionError>([&] { place.upgrade(eight_with(first + second)); });
  CHECK(error.step().version == Version{5});
  CHECK(error.step().statement == 2);
  CHECK(error.step().line == (first[0] == '-' ? 5 : 4));
}

TEST_CASE("what the server knows beyond its words is told: detail, hint and context", "[scripts]") {
  RUNG_ON_POSTGRESQL(place);
  const auto error = thrown<ExecutionError>([&] {
    place.upgrade(
        {tables(1, 1) + script(2,
                               "do $$ begin raise exception 'no' using detail = 'because', hint = 'do so'; "
                               "end $$",
                               "")});
  });
  CHECK_THAT(error.what(), Contains("no\n  detail: because\n  hint: do so\n  context: PL/pgSQL function"));
}
