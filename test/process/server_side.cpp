// What a server can do to a program: end its session, or die. How many of each kind: RUNG_TEST_TERMINATES
// (default 6, half of them up), RUNG_TEST_SERVER_KILLS (default 3); RUNG_TEST_SEED repeats a run.
#include <catch2/catch.hpp>

#include "process/attack.hpp"
#include "support/restorable_postgresql.hpp"

namespace rung::test {

TEST_CASE("a program whose session is ended anywhere says what is in the database, and the next finishes") {
  if (!can_start_postgresql()) return;
  RestorablePostgresql database(shared_postgresql());
  const Blow end_session{"session ended", [&](Subprocess&) { database.end_sessions(); }};
  const std::uint64_t wanted = setting("RUNG_TEST_TERMINATES", 6);
  attack(database, end_session, Way::up, wanted - wanted / 2);
  attack(database, end_session, Way::down, wanted / 2);
}

TEST_CASE("a program whose server is killed anywhere says what is in the database, and the next finishes") {
  if (!can_start_postgresql()) return;
  PostgresqlServer server(Durability::as_usual);
  RestorablePostgresql database(server.address());
  const Blow kill_server{"server killed", [&](Subprocess&) { server.kill(); }, [&] { server.restart(); },
                         1200};
  const std::uint64_t wanted = setting("RUNG_TEST_SERVER_KILLS", 3);
  attack(database, kill_server, Way::up, wanted - wanted / 2);
  attack(database, kill_server, Way::down, wanted / 2);
}

}  // namespace rung::test
