#include <csignal>
#include <fstream>
#include <sstream>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "cli/shop.hpp"
#include "support/postgresql_client.hpp"
#include "support/postgresql_server.hpp"
#include "support/read_file.hpp"

// Passwords, and servers that let nobody in for a while: on a server of the test's own.

namespace rung::test {
namespace {

/// A server in which the role `app` needs a password, and may have one connection.
class Guarded {
 public:
  Guarded() {
    PostgresqlClient client = administrator();
    client.execute(fmt::format("create role app login connection limit 1 password $${}$$", password));
    client.execute("create database shop owner app");
    client.execute("copy (values ('local all postgres trust'), ('local all app scram-sha-256')) to '" +
                   client.rows("show hba_file").front() + "'");
    client.execute("select pg_reload_conf()");
    while (lets_in_without_password()) {
    }
  }

  static constexpr const char* password = "p@ss w/rd'%&";
  static constexpr const char* escaped = "p%40ss%20w%2Frd%27%25%26";

  [[nodiscard]] PostgresqlClient administrator() const {
    return PostgresqlClient(server_.address().conninfo("postgres", "postgres"));
  }
  [[nodiscard]] std::string conninfo() const {
    return server_.address().conninfo("app", "shop") + " password='p@ss w/rd\\'%&'";
  }
  [[nodiscard]] std::string uri(const std::string& password_part) const {
    return fmt::format("postgres://app{}@/shop?host={}&port={}", password_part, server_.address().folder,
                       server_.address().port);
  }
  [[nodiscard]] PostgresqlServer& server() noexcept { return server_; }

 private:
  [[nodiscard]] bool lets_in_without_password() const {
    try {
      const PostgresqlClient client(server_.address().conninfo("app", "shop"));
      return true;
    } catch (const std::runtime_error&) {
      return false;
    }
  }

  PostgresqlServer server_;
};

std::string arguments_of(pid_t process) { return read_file(fmt::format("/proc/{}/cmdline", process)); }

bool tells_password(const std::string& text) {
  return holds(text, "p@ss") || holds(text, "w/rd") || holds(text, "p%40ss");
}

}  // namespace

TEST_CASE("a password is taken from a URL, a connection string, a file, and where libpq looks for one") {
  const Guarded guarded;
  const Shop shop;
  const auto check = [&](const Words& words, const Words& environment) {
    const Ended ended = run(shop.words(words), environment);
    INFO(words.front() << ' ' << ended.err);
    CHECK(ended.exit_code == 0);
    CHECK_FALSE(tells_password(ended.out + ended.err));
  };
  const std::string with_password = guarded.uri(fmt::format(":{}", Guarded::escaped));
  const std::string without = guarded.uri("");
  check({"--database", with_password, "upgrade"}, {});
  check({"--database", without + "&password=" + Guarded::escaped, "status"}, {});
  check({"--database", "postgresql://" + guarded.conninfo(), "status"}, {});
  check({"status"}, {"DATABASE_URL=" + with_password});
  check({"--database", without, "status"}, {std::string("PGPASSWORD=") + Guarded::password});
  shop.folder().write("url", with_password + "\n");
  check({"--database-file", shop.folder().name("url"), "status"}, {});
  shop.folder().write("pass", fmt::format("*:*:*:*:{}\n", Guarded::password));
  boost::filesystem::permissions(shop.folder().path() / "pass", boost::filesystem::owner_read);
  check({"--database", without, "status"}, {"PGPASSFILE=" + shop.folder().name("pass")});
}

TEST_CASE("a wrong or missing password ends it at once, and is told nowhere") {
  const Guarded guarded;
  const Shop shop;
  const Ended wrong = run(shop.words_on(guarded.uri(":not%20p%40ss"), {"status"}));
  INFO(wrong.err);
  CHECK(wrong.exit_code == 8);
  CHECK(holds(wrong.err, "database shop, user app"));
  CHECK(holds(wrong.err, "Check user and password"));
  CHECK_FALSE(holds(wrong.err, "not p@ss"));
  CHECK_FALSE(holds(wrong.err, "waiting"));
  const Ended missing = run(shop.words_on(guarded.uri(""), {"status"}));
  CHECK(missing.exit_code == 8);
  CHECK(holds(missing.err, "PGPASSWORD"));
}

TEST_CASE("a server without a free connection is waited for, and the password stays hidden meanwhile") {
  const Guarded guarded;
  const Shop shop;
  const Words urls{guarded.uri(fmt::format(":{}", Guarded::escaped)),
                   guarded.uri("") + "&password=" + Guarded::escaped, "postgresql://" + guarded.conninfo()};
  const std::string url = urls.at(GENERATE(0U, 1U, 2U));
  auto only_one = std::make_unique<PostgresqlClient>(guarded.conninfo());
  Subprocess rung(shop.words_on(url, {"upgrade"}));
  REQUIRE(rung.complains("waiting (0 s): "));
  const std::string arguments = arguments_of(rung.pid());
  CHECK(holds(arguments, "upgrade"));
  CHECK_FALSE(tells_password(arguments));
  REQUIRE(rung.complains("waiting (1 s): "));
  only_one.reset();
  const Ended ended = rung.wait();
  INFO(ended.err);
  CHECK(ended.exit_code == 0);
  CHECK(holds(ended.err, "too many connections for role"));
  CHECK_FALSE(tells_password(ended.out + ended.err));
}

TEST_CASE("a log in JSON is one from the first wait for the server on") {
  const Guarded guarded;
  const Shop shop;
  auto only_one = std::make_unique<PostgresqlClient>(guarded.conninfo());
  Subprocess rung(
      shop.words_on(guarded.uri(fmt::format(":{}", Guarded::escaped)), {"--log", "json", "upgrade"}));
  REQUIRE(rung.complains("\"event\":\"waiting\",\"for\":"));
  only_one.reset();
  const Ended ended = rung.wait();
  CHECK(ended.exit_code == 0);
  std::istringstream lines(ended.err);
  for (std::string line; std::getline(lines, line);) CHECK(line.rfind("{\"time\":", 0) == 0);
}

TEST_CASE("waiting for a connection ends with --lock-wait, or with SIGINT") {
  const Guarded guarded;
  const Shop shop;
  const PostgresqlClient only_one(guarded.conninfo());
  const std::string url = "postgresql://" + guarded.conninfo();
  const Ended ended = run(shop.words_on(url, {"--lock-wait", "50ms", "upgrade"}));
  INFO(ended.err);
  CHECK(ended.exit_code == 8);
  CHECK(holds(ended.err, "Wait longer (--lock-wait)"));
  CHECK_FALSE(holds(ended.err, "waiting (1 s)"));
  CHECK(run(shop.words_on(url, {"--lock-wait", "0", "upgrade"})).exit_code == 8);
  Subprocess rung(shop.words_on(url, {"upgrade"}));
  REQUIRE(rung.complains("waiting (0 s): "));
  rung.send(SIGINT);
  CHECK(rung.wait().signal == SIGINT);
}

TEST_CASE("a server whose last connection is taken is waited for") {
  PostgresqlServer server;
  const std::string conninfo = server.address().conninfo("postgres", "postgres");
  PostgresqlClient(conninfo).execute("alter system set max_connections = 4");
  PostgresqlClient(conninfo).execute("alter system set superuser_reserved_connections = 0");
  PostgresqlClient(conninfo).execute("alter system set max_wal_senders = 0");
  server.stop();
  server.restart();
  const Shop shop;
  std::vector<PostgresqlClient> all;
  while (all.size() < 4) all.emplace_back(conninfo);
  Subprocess rung(shop.words_on(server.address().url("postgres", "postgres"), {"upgrade"}));
  REQUIRE(rung.complains("waiting (0 s): "));
  all.clear();
  const Ended ended = rung.wait();
  INFO(ended.err);
  CHECK(ended.exit_code == 0);
  CHECK(holds(ended.out, "3 steps"));
}

TEST_CASE("a server that is starting up is waited for") {
  PostgresqlServer server;
  PostgresqlClient client(server.address().conninfo("postgres", "postgres"));
  const std::string data = client.rows("show data_directory").front();
  client.execute("alter system set hot_standby = off");
  // A copy of nobody: it recovers until it is told to stop, and lets nobody in as long.
  client.execute("copy (select) to '" + data + "/standby.signal'");
  server.stop();
  server.restart();
  const Shop shop;
  Subprocess rung(shop.words_on(server.address().url("postgres", "postgres"), {"upgrade"}));
  REQUIRE(rung.complains("waiting (0 s): "));
  std::ofstream(data + "/promote").close();
  std::ifstream process_file(data + "/postmaster.pid");
  pid_t process = 0;
  REQUIRE(process_file >> process);
  kill(process, SIGUSR1);
  const Ended ended = rung.wait();
  INFO(ended.err);
  CHECK(ended.exit_code == 0);
  CHECK(holds(ended.out, "3 steps"));
}

}  // namespace rung::test
