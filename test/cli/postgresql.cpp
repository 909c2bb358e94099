#include <csignal>

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/shop.hpp"
#include "support/postgresql_client.hpp"
#include "support/postgresql_test_database.hpp"

// Every command on a PostgreSQL database, and the forms in which its URL may be written.

namespace rung::test {
namespace {

/// The migrations of a shop, on a database of their own.
class Server {
 public:
  [[nodiscard]] Ended rung(const Words& command, const Words& environment = {}) const {
    return run(shop_.words_on(url(), command), environment);
  }
  [[nodiscard]] Ended rung_on(const std::string& url, const Words& command) const {
    return run(shop_.words_on(url, command));
  }
  [[nodiscard]] Words words(const Words& command) const { return shop_.words_on(url(), command); }
  [[nodiscard]] std::string url() const { return database_.url(); }
  [[nodiscard]] const std::string& name() const { return database_.name(); }
  [[nodiscard]] const Shop& shop() const noexcept { return shop_; }
  [[nodiscard]] std::string image() { return database_.image(); }
  [[nodiscard]] PostgresqlClient client() const {
    return PostgresqlClient(server_.conninfo(PostgresqlTestDatabase::owner, database_.name()));
  }
  [[nodiscard]] const PostgresqlAddress& address() const noexcept { return server_; }

 private:
  const PostgresqlAddress& server_ = shared_postgresql();
  PostgresqlTestDatabase database_;
  Shop shop_;
};

void check_ended(const Ended& ended, int exit_code) {
  INFO("out: " << ended.out << "\nerr: " << ended.err);
  CHECK(ended.exit_code == exit_code);
}

}  // namespace

TEST_CASE("a PostgreSQL database goes up, is looked at, goes down, and is redone") {
  Server server;
  const std::string empty = server.image();
  const Ended up = server.rung({"upgrade"});
  check_ended(up, 0);
  CHECK(up.err.empty());
  CHECK(holds(up.out, "from base to 3 (v2.0): 3 steps\n"));
  CHECK(holds(server.rung({"status"}).out, "state     current"));
  const auto history = nlohmann::json::parse(server.rung({"history", "--json"}).out);
  REQUIRE(history.size() == 3);
  CHECK(history[2]["name"] == "create_note");
  CHECK(history[2]["outcome"] == "done");
  CHECK(server.rung({"verify"}).out == "nothing to find fault with\n");
  check_ended(server.rung({"redo", "2"}), 0);
  const Ended down = server.rung({"downgrade", "--to", "v1.3.0"});
  check_ended(down, 0);
  CHECK(holds(down.out, "deploy v1.3.0 now\n"));
  check_ended(server.rung({"upgrade"}), 3);
  check_ended(server.rung({"downgrade", "--to", "base"}), 0);
  CHECK(server.image() == empty);
}

TEST_CASE("a dry run on PostgreSQL prints the SQL and leaves nothing behind") {
  Server server;
  const std::string before = server.image();
  const Ended ended = server.rung({"upgrade", "--dry-run"});
  check_ended(ended, 0);
  CHECK(holds(ended.out, "alter table task add column title text;"));
  CHECK(holds(ended.out, "nothing was touched"));
  CHECK(server.image() == before);
}

TEST_CASE("what the server says while a step runs is on stderr, on a line of its own") {
  Server server;
  server.shop().write("0003_create_note.up.sql",
                      "do $$ begin raise notice 'so many rows'; end $$; create table note (id int);");
  const Ended ended = server.rung({"upgrade"});
  check_ended(ended, 0);
  CHECK(holds(ended.err, "NOTICE: so many rows\n"));
}

TEST_CASE("a step that waits for a lock for longer than --lock-timeout is tried again, and says so") {
  Server server;
  REQUIRE(server.rung({"upgrade", "--to", "1"}).exit_code == 0);
  PostgresqlClient another = server.client();
  another.execute("begin; lock table task");
  Subprocess upgrade(server.words({"upgrade", "--lock-timeout", "20ms"}));
  CHECK(upgrade.complains("retrying ("));
  another.execute("commit");
  check_ended(upgrade.wait(), 0);
}

TEST_CASE("a downgrade that requires to be alone is refused while somebody is connected") {
  Server server;
  REQUIRE(server.rung({"upgrade"}).exit_code == 0);
  {
    PostgresqlClient another = server.client();
    another.execute("set application_name = 'the other engine'");
    const Ended refused = server.rung({"downgrade", "--to", "v1.4", "--require-exclusive"});
    check_ended(refused, 3);
    CHECK(holds(refused.err, "the other engine"));
    CHECK(holds(server.rung({"status"}).out, "state     current"));
  }
  check_ended(server.rung({"downgrade", "--to", "v1.4"}), 0);
}

TEST_CASE("a URL of PostgreSQL may be written in every form") {
  Server server;
  const std::string folder = server.address().folder;
  const std::string port = server.address().port;
  const std::string& name = server.name();
  std::string escaped = folder;
  for (auto at = escaped.find('/'); at != std::string::npos; at = escaped.find('/'))
    escaped.replace(at, 1, "%2F");
  const Words urls{
      fmt::format("postgres://rung_owner@127.0.0.1:{}/{}", port, name),
      fmt::format("postgresql://rung_owner:ignored@127.0.0.1:{}/{}?application_name=two%20words", port, name),
      fmt::format("postgresql://rung_owner@{}:{}/{}?connect_timeout=5", escaped, port, name),
      fmt::format("postgres:///{}?host={}&port={}&user=rung_owner", name, folder, port),
      fmt::format("postgresql://host={} port={} user=rung_owner dbname={}", folder, port, name),
      fmt::format("postgresql:// host = '{}' port={} user=rung_owner dbname='{}' application_name='it''s a "
                  "\\'name\\''",
                  folder, port, name),
      fmt::format("postgresql://postgresql://rung_owner@127.0.0.1:{}/{}?application_name=x", port, name),
      fmt::format("postgres://rung_owner@127.0.0.1:1,127.0.0.1:{}/{}", port, name),
  };
  for (const std::string& url : urls) {
    const Ended ended = server.rung_on(url, {"status"});
    INFO(url << '\n' << ended.err);
    // Two quotes are no quote in a connection string.
    CHECK(ended.exit_code == (holds(url, "it''s") ? 8 : 0));
  }
}

TEST_CASE("what a URL does not say comes from where libpq takes it") {
  const Server server;
  const Words environment{"PGHOST=" + server.address().folder, "PGPORT=" + server.address().port,
                          "PGUSER=rung_owner", "PGDATABASE=" + server.name(), "PGAPPNAME=mine"};
  check_ended(run(server.shop().words_on("postgres://", {"status"}), environment), 0);
  server.shop().folder().write("services",
                               fmt::format("[shop]\nhost={}\nport={}\nuser=rung_owner\ndbname={}\n",
                                           server.address().folder, server.address().port, server.name()));
  check_ended(run(server.shop().words_on("postgres://?service=shop", {"status"}),
                  {"PGSERVICEFILE=" + server.shop().folder().name("services")}),
              0);
}

TEST_CASE("a server that cannot be reached, or refuses, is named with what to do") {
  const Server server;
  const std::string port = server.address().port;
  const auto check = [&](const std::string& url, const Words& parts) {
    const Ended ended = server.rung_on(url, {"status"});
    INFO(url);
    check_ended(ended, 8);
    CHECK(ended.out.empty());
    for (const std::string& part : parts) {
      INFO("missing: " << part);
      CHECK(holds(ended.err, part));
    }
    CHECK_FALSE(holds(ended.err, "hunter2"));
    CHECK_FALSE(holds(ended.err, "waiting"));
  };
  check("postgres://u:hunter2@nowhere.invalid/d", {"host nowhere.invalid", "user u", "Check host and port"});
  check("postgres://u:hunter2@127.0.0.1:1/d", {"host 127.0.0.1, port 1, database d, user u", "refused"});
  check(fmt::format("postgres://rung_owner:hunter2@127.0.0.1:{}/nowhere", port),
        {"database nowhere", "\"nowhere\" does not exist", "create the database"});
  check(fmt::format("postgres://nobody:hunter2@127.0.0.1:{}/{}", port, server.name()),
        {"user nobody", "Check user and password"});
  check(fmt::format("postgres://rung_owner:hunter2@127.0.0.1:{}/{}?sslmode=require", port, server.name()),
        {"SSL"});
}

TEST_CASE("a URL that libpq cannot read is not repeated") {
  const Server server;
  const std::string url =
      GENERATE("postgres://u:hunter2@host:hunter2/d", "postgresql://user=u password=hunter2 hunter2",
               "postgresql://user=u hunter2=x", "postgres://u:hunter2%@host/d",
               "postgres://u@host/d?hunter2=1", "postgresql://host=h password='hunter2");
  const Ended ended = server.rung_on(url, {"status"});
  INFO(url << '\n' << ended.err);
  CHECK(ended.exit_code == 8);
  CHECK(holds(ended.err, "postgres://USER@HOST:PORT/DATABASE"));
  CHECK_FALSE(holds(ended.err, "hunter2"));
}

TEST_CASE("symmetry is proved in a database beside the one that the URL names, which is not touched") {
  const Server server;
  const std::string beside = server.address().url("postgres", server.name());
  const Ended proved = server.rung_on(beside, {"symmetry"});
  check_ended(proved, 0);
  CHECK(proved.out == "3 of 3 migrations are symmetric\n");
  CHECK(server.client().rows("select 1 from pg_class where relname ~ 'rung|task'").empty());

  server.shop().write("0002_add_title.down.sql", "");
  const Ended found = server.rung_on(beside, {"symmetry", "--step", "2"});
  check_ended(found, 3);
  CHECK(holds(found.out, "[column public.task.title] behind the down"));

  const Ended denied = server.rung({"symmetry"});
  check_ended(denied, 8);
  CHECK(holds(denied.err, "CREATEDB"));
}

TEST_CASE("an interrupted proof ends with 5, and its scratch database is gone") {
  const Server server;
  server.shop().write("0002_add_title.up.sql",
                      "alter table task add column title text; select pg_sleep(60);");
  Subprocess rung(server.shop().words_on(server.address().url("postgres", server.name()), {"symmetry"}));
  PostgresqlClient client(server.address().conninfo("postgres", "postgres"));
  const std::string sleeping =
      "select datname from pg_stat_activity where state = 'active' and query ~ 'pg_sleep\\(60' "
      "and datname ~ '^rung_scratch' and pid <> pg_backend_pid()";
  auto found = client.rows(sleeping);
  while (found.empty()) found = client.rows(sleeping);
  rung.send(SIGINT);
  const Ended ended = rung.wait();
  check_ended(ended, 5);
  CHECK(holds(ended.err, "interrupted"));
  CHECK(client.rows("select 1 from pg_database where datname = '" + found.front() + "'").empty());
}

TEST_CASE("a password with an @ that was not encoded is not taken for a host, a port or a database") {
  const Server server;
  const std::string url =
      GENERATE("postgres://u:x@hunter2:hunter2@host/d", "postgres://u:hunter2/hunter2@host/d",
               "postgresql://u:hunter2@hunter2@host", "postgresql://u:@hunter2/hunter2@host/d?a=b");
  const Ended ended = server.rung_on(url, {"status"});
  INFO(url << '\n' << ended.err);
  CHECK(ended.exit_code == 8);
  CHECK(holds(ended.err, "%40"));
  CHECK_FALSE(holds(ended.err, "hunter2"));
}

TEST_CASE("SOCI's row by row mode is refused") {
  const Server server;
  for (const std::string& url :
       {server.url() + " singlerow=true", std::string("postgres://h/d?singlerow=1")}) {
    const Ended ended = server.rung_on(url, {"status"});
    CHECK(ended.exit_code == 8);
    CHECK(holds(ended.err, "`singlerow`"));
  }
}

}  // namespace rung::test
