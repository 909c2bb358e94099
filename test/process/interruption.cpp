#include <csignal>

#include <catch2/catch.hpp>

#include "process/engine.hpp"
#include "support/open_transaction.hpp"
#include "support/sqlite_file.hpp"
#include "support/subprocess.hpp"
#include "support/temporary_folder.hpp"

namespace rung::test {
namespace {

const std::vector<std::string> slow{"ROWS=3000"};

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a signal rolls the whole run back, and the next run finishes it") {
  const int signal = GENERATE(SIGINT, SIGTERM);
  const TemporaryFolder folder;
  const SqliteFile file(folder.name("interrupted.db"));
  Subprocess process(engine("sqlite:" + file.path(), {"upgrade"}), slow);
  REQUIRE(process.prints("up   ", 3));
  process.send(signal);
  const Ended ended = process.wait();
  INFO(ended.err);
  CHECK(ended.exit_code == 5);
  CHECK(holds(ended.err, "state: at base"));
  CHECK(holds(ended.err, "run again"));
  CHECK(file.head() == 0);
  CHECK(file.number("select count(*) from rung_ledger where outcome = 'failed' and error = 'cancelled' or "
                    "error = 'interrupted'") == 1);
  CHECK(run(engine("sqlite:" + file.path(), {"upgrade"}), slow).exit_code == 0);
  CHECK(file.head() == engine_newest);
}

TEST_CASE("a signal keeps the steps that were committed one by one") {
  const TemporaryFolder folder;
  const SqliteFile file(folder.name("interrupted.db"));
  Subprocess process(engine("sqlite:" + file.path(), {"upgrade", "--transaction", "step"}), slow);
  REQUIRE(process.prints("up   ", 3));
  process.send(SIGTERM);
  const Ended ended = process.wait();
  INFO(ended.err);
  CHECK(ended.exit_code == 5);
  // A step is printed before it is committed.
  CHECK(file.head() >= 2);
  CHECK(holds(ended.err, "state: at version " + std::to_string(file.head())));
}

TEST_CASE("a second signal ends the program at once, and the database rolls back") {
  const TemporaryFolder folder;
  const SqliteFile file(folder.name("interrupted.db"));
  Subprocess process(engine("sqlite:" + file.path(), {"upgrade"}), {"HANG_AT=4"});
  REQUIRE(process.prints("hanging"));
  // Two kinds, because two of one that are pending are one.
  process.send(SIGINT);
  process.send(SIGTERM);
  const int code = process.wait().exit_code;
  CHECK((code == 128 + SIGINT || code == 128 + SIGTERM));
  CHECK(file.head() == 0);
  CHECK(file.steps_done().empty());
}

TEST_CASE("a signal ends a program that waits for the lock") {
  const TemporaryFolder folder;
  const SqliteFile file(folder.name("locked.db"));
  const OpenTransaction another(file.path());
  Subprocess process(engine("sqlite:" + file.path(), {"upgrade"}));
  REQUIRE(process.complains("waiting"));
  process.send(SIGINT);
  const Ended ended = process.wait();
  INFO(ended.err);
  CHECK(ended.exit_code == 5);
  CHECK(holds(ended.err, "cancelled"));
  CHECK(holds(ended.err, "state: untouched"));
}

}  // namespace rung::test
