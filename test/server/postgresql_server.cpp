#include "support/postgresql_server.hpp"

#include <catch2/catch.hpp>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include "support/postgresql_client.hpp"
#include "support/subprocess.hpp"

using namespace rung::test;
using Catch::Contains;
using Strings = std::vector<std::string>;

namespace {

PostgresqlClient client_of(const PostgresqlServer& server) {
  return PostgresqlClient(server.address().conninfo("postgres", "postgres"));
}

Ended script(const std::vector<std::string>& arguments, const std::vector<std::string>& environment = {}) {
  std::vector<std::string> command{RUNG_TEST_DIR "/server/postgresql"};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run(command, environment);
}

}  // namespace

TEST_CASE("a server has the limits of any other, and forces nothing to disk unless it is told to",
          "[server]") {
  if (!can_start_postgresql()) return;
  const std::string settings =
      "select setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes', "
      "'max_connections', 'max_locks_per_transaction') order by name";
  const PostgresqlServer fast;
  const PostgresqlServer durable(Durability::as_usual);
  CHECK(client_of(fast).rows(settings) == Strings{"off", "off", "100", "64", "off"});
  CHECK(client_of(durable).rows(settings) == Strings{"on", "on", "100", "64", "on"});
}

TEST_CASE("a server that was killed comes back at its address with what was committed, and with nothing else",
          "[server]") {
  if (!can_start_postgresql()) return;
  PostgresqlServer server(Durability::as_usual);
  const std::string address = server.address().conninfo("postgres", "postgres");
  PostgresqlClient cut_off = client_of(server);
  client_of(server).execute("create table t(id integer); insert into t values (1)");
  cut_off.execute("begin; insert into t values (2)");

  SECTION("killed") { server.kill(); }
  SECTION("stopped") { server.stop(); }
  CHECK_THROWS_WITH(cut_off.execute("commit"),
                    Contains("server closed the connection") || Contains("terminating"));
  CHECK_THROWS(client_of(server));
  server.restart();
  CHECK(server.address().conninfo("postgres", "postgres") == address);
  CHECK(client_of(server).rows("select id from t") == Strings{"1"});
}

TEST_CASE("to stop or to kill a server that does not run is nothing", "[server]") {
  if (!can_start_postgresql()) return;
  PostgresqlServer server;
  server.kill();
  server.kill();
  server.stop();
  CHECK_THROWS(client_of(server));
}

TEST_CASE("a server that cannot be started is told with the reason", "[server]") {
  const TemporaryFolder folder;
  SECTION("a folder without programs") {
    const Ended ended = script({"start", folder.name("server")}, {"RUNG_POSTGRESQL_BIN=" + folder.name()});
    CHECK(ended.exit_code == 1);
    CHECK_THAT(ended.err, Contains("there is no program postgres in " + folder.name()));
  }
  SECTION("a path that no socket can have") {
    const Ended ended = script({"start", folder.name(std::string(100, 'x'))});
    CHECK(ended.exit_code != 0);
    CHECK_THAT(ended.err,
               Contains("set TMPDIR to a shorter folder") || Contains("there is no PostgreSQL server"));
  }
  SECTION("an unknown command") { CHECK(script({"pause", folder.name()}).exit_code == 2); }
}

TEST_CASE("a connection waits while the server has none left, and for nothing else", "[server]") {
  if (!can_start_postgresql()) return;
  const PostgresqlServer server;
  const std::string conninfo = server.address().conninfo("postgres", "postgres");
  std::vector<PostgresqlClient> crowd;
  for (int i = 0; i < 100; ++i) crowd.push_back(client_of(server));
  int attempts = 0;
  connect_when_free([&] {
    if (++attempts == 3) crowd.clear();
    const soci::session session(soci::postgresql, conninfo);
  });
  CHECK(attempts >= 3);

  attempts = 0;
  const auto as_nobody = [&] {
    ++attempts;
    const soci::session session(soci::postgresql, server.address().conninfo("nobody", "postgres"));
  };
  CHECK_THROWS_WITH(connect_when_free(as_nobody), Contains("nobody"));
  CHECK(attempts == 1);
}
