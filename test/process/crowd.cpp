#include <algorithm>
#include <memory>
#include <vector>

#include <boost/filesystem.hpp>
#include <catch2/catch.hpp>

#include "process/engine.hpp"
#include "support/temporary_folder.hpp"

namespace rung::test {
namespace {

/// So many programs that boot at once on one file; how each ended.
std::vector<Ended> boot(std::size_t count, const SqliteFile& file, const std::vector<std::string>& command,
                        const std::vector<std::string>& environment) {
  std::vector<std::unique_ptr<Subprocess>> programs(count);
  for (auto& program : programs) program = std::make_unique<Subprocess>(engine(file, command), environment);
  std::vector<Ended> ended(count);
  std::transform(programs.begin(), programs.end(), ended.begin(),
                 [](const auto& program) { return program->wait(); });
  return ended;
}

std::vector<std::string> every_step_once() {
  std::vector<std::string> steps;
  for (std::int64_t version = 1; version <= engine_newest; ++version)
    steps.push_back("up " + std::to_string(version));
  return steps;
}

}  // namespace

TEST_CASE(
    "programs that boot at once on a file that does not exist all succeed, and each step is applied once") {
  const auto count = GENERATE(2U, 50U);
  const TemporaryFolder folder;
  const SqliteFile file(folder.name("crowd.db"));
  for (const Ended& ended : boot(count, file, {"upgrade"}, {})) {
    INFO(ended.err);
    CHECK(ended.exit_code == 0);
  }
  CHECK(file.steps_done() == every_step_once());
  CHECK(file.number("select count(*) from rung_ledger") == engine_newest);
  CHECK(file.number("select count(distinct run) from rung_ledger") == 1);
  CHECK(file.number("select count(*) from rung_version where head = 30 and run is null") == 1);
}

TEST_CASE("fifty programs whose step 17 fails all say so or time out, and leave the database as it was") {
  const TemporaryFolder folder;
  const SqliteFile file(folder.name("crowd.db"));
  file.execute("vacuum");
  const std::string before = file.dump();
  for (const Ended& ended : boot(50, file, {"upgrade"}, {"FAIL_AT=17"})) {
    INFO(ended.err);
    CHECK((ended.exit_code == 5 || ended.exit_code == 7));
    if (ended.exit_code != 5) continue;
    CHECK(ended.err.find("upgrade to 17 'write_events': statement 2 of 2 failed") != std::string::npos);
    CHECK(ended.err.find("UNIQUE constraint failed: event.version, event.number") != std::string::npos);
    CHECK(ended.err.find("state: at base") != std::string::npos);
  }
  CHECK(file.dump() == before);
  CHECK(file.steps_done().empty());
  CHECK(file.number("select count(*) from rung_ledger where outcome = 'failed' and version = 17") <= 50);
  CHECK(file.number("select count(*) from rung_ledger where outcome <> 'failed'") == 0);
  CHECK(file.rows("pragma integrity_check") == std::vector<std::string>{"ok"});
}

TEST_CASE("fifty programs that commit each step and fail at 17 leave the first sixteen, each applied once") {
  const TemporaryFolder folder;
  const SqliteFile file(folder.name("crowd.db"));
  for (const Ended& ended : boot(50, file, {"upgrade", "--transaction", "step"}, {"FAIL_AT=17"})) {
    INFO(ended.err);
    CHECK((ended.exit_code == 5 || ended.exit_code == 7));
    if (ended.exit_code == 5) CHECK(ended.err.find("state: at version 16") != std::string::npos);
  }
  auto steps = every_step_once();
  steps.resize(16);
  CHECK(file.steps_done() == steps);
  CHECK(file.head() == 16);
}

}  // namespace rung::test
