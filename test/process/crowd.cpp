#include <algorithm>
#include <memory>
#include <vector>

#include <catch2/catch.hpp>

#include "process/engine.hpp"
#include "support/restorable_database.hpp"
#include "support/subprocess.hpp"
#ifdef RUNG_TEST_POSTGRESQL
#include "support/restorable_postgresql.hpp"
#endif

namespace rung::test {
namespace {

/// So many programs that boot at once on one database; how each ended.
std::vector<Ended> boot(std::size_t count, const RestorableDatabase& database,
                        const std::vector<std::string>& command,
                        const std::vector<std::string>& environment) {
  std::vector<std::unique_ptr<Subprocess>> programs(count);
  for (auto& program : programs)
    program = std::make_unique<Subprocess>(engine(database.url(), command), environment);
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

std::vector<std::string> first_steps(std::size_t count) {
  auto steps = every_step_once();
  steps.resize(count);
  return steps;
}

const std::vector<std::string> nothing;

/// The version that stays below a failure of 17, in as few transactions as possible.
std::int64_t below_17(const RestorableDatabase& database) {
  return database.dialect() == Dialect::postgresql ? engine_outside_version : 0;
}

}  // namespace

TEST_CASE("programs that boot at once on an empty database all succeed, and each step is applied once") {
  const auto backend = GENERATE(from_range(backends()));
  const auto count = GENERATE(2U, 50U);
  const auto database = restorable_database(backend);
  for (const Ended& ended : boot(count, *database, {"upgrade"}, {})) {
    INFO(ended.err);
    CHECK(ended.exit_code == 0);
  }
  CHECK(database->steps_done() == every_step_once());
  CHECK(database->number("select count(*) from rung_ledger") == engine_newest);
  CHECK(database->number("select count(distinct run) from rung_ledger") == 1);
  CHECK(database->number("select count(*) from rung_version where head = 30 and run is null") == 1);
  CHECK(database->damage() == nothing);
}

TEST_CASE("fifty programs whose step 17 fails all say so or time out, and leave the database as it was") {
  const auto backend = GENERATE(from_range(backends()));
  const auto database = restorable_database(backend);
  const std::int64_t head = below_17(*database);
  if (head > 0) {
    REQUIRE(run(engine(database->url(), {"upgrade", "--to", std::to_string(head)})).exit_code == 0);
  }
  database->remember();
  const std::string before = database->dump();
  const std::string state = head > 0 ? "state: at version " + std::to_string(head) : "state: at base";
  for (const Ended& ended : boot(50, *database, {"upgrade"}, {"FAIL_AT=17"})) {
    INFO(ended.err);
    CHECK((ended.exit_code == 5 || ended.exit_code == 7));
    if (ended.exit_code != 5) continue;
    CHECK(ended.err.find("upgrade to 17 'write_events': statement 2 of 2 failed") != std::string::npos);
    CHECK((ended.err.find("UNIQUE constraint failed: event.version, event.number") != std::string::npos ||
           ended.err.find("duplicate key value violates unique constraint \"event_pkey\"") !=
               std::string::npos));
    CHECK(ended.err.find(state) != std::string::npos);
  }
  CHECK(database->dump() == before);
  CHECK(database->head() == head);
  CHECK(database->steps_done() == first_steps(static_cast<std::size_t>(head)));
  CHECK(database->number("select count(*) from rung_ledger where outcome = 'failed' and version = 17") <= 50);
  CHECK(database->number("select count(*) from rung_ledger where outcome not in ('failed', 'done')") == 0);
  CHECK(database->damage() == nothing);
}

TEST_CASE("fifty programs that commit each step and fail at 17 leave the first sixteen, each applied once") {
  const auto backend = GENERATE(from_range(backends()));
  const auto database = restorable_database(backend);
  for (const Ended& ended : boot(50, *database, {"upgrade", "--transaction", "step"}, {"FAIL_AT=17"})) {
    INFO(ended.err);
    CHECK((ended.exit_code == 5 || ended.exit_code == 7));
    if (ended.exit_code == 5) CHECK(ended.err.find("state: at version 16") != std::string::npos);
  }
  CHECK(database->steps_done() == first_steps(16));
  CHECK(database->head() == 16);
  CHECK(database->damage() == nothing);
}

#ifdef RUNG_TEST_POSTGRESQL
TEST_CASE("of fifty programs that booted at once no session and no lock is left in the server") {
  if (!can_start_postgresql()) return;
  const PostgresqlServer server;
  RestorablePostgresql database(server.address());
  for (const Ended& ended : boot(50, database, {"upgrade"}, {"ROWS=200"})) {
    INFO(ended.err);
    CHECK(ended.exit_code == 0);
  }
  database.sessions().wait_until_alone();
  CHECK(database.leftovers() == nothing);
  CHECK(database.damage() == nothing);
  CHECK(database.steps_done() == every_step_once());
}
#endif

}  // namespace rung::test
