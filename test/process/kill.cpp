// kill -9 at random moments. RUNG_TEST_KILLS says how many of each kind (default 12, and 6 where there is a
// server), RUNG_TEST_SEED repeats a run.
#include <csignal>

#include <catch2/catch.hpp>

#include "process/attack.hpp"

namespace rung::test {
namespace {

void kill_programs(Way way) {
  const auto backend = GENERATE(from_range(backends()));
  const auto database = restorable_database(backend);
  Blow kill{backend + " program killed", [](Subprocess& engine) { engine.send(SIGKILL); }};
  if (backend == "sqlite3") kill.rows = 1500;
  attack(*database, kill, way, setting("RUNG_TEST_KILLS", backend == "sqlite3" ? 12 : 6));
}

}  // namespace

TEST_CASE("an upgrade that is killed anywhere is finished by the next, as if nothing had happened") {
  kill_programs(Way::up);
}

TEST_CASE("a downgrade that is killed anywhere is finished by the next, as if nothing had happened") {
  kill_programs(Way::down);
}

}  // namespace rung::test
