#include "databases.hpp"

#include <cstdio>
#include <stdexcept>

#include <fmt/format.h>
#include <libpq-fe.h>
#include <sqlite3.h>

#include "relay.hpp"

namespace rung::benchmark {
namespace {

constexpr const char* count_query =
    "select count(*) || ' rows of ' || count(distinct version) || ' versions' from rung_ledger "
    "where outcome = 'done'";

class SqliteDatabase final : public BenchmarkDatabase {
 public:
  explicit SqliteDatabase(const std::string& folder) : file_(folder + "/benchmark.db") {}
  ~SqliteDatabase() override { renew(); }

  [[nodiscard]] std::string name() const override { return "sqlite3"; }
  void renew() override {
    for (const char* const end : {"", "-journal", "-wal", "-shm"}) std::remove((file_ + end).c_str());
  }
  [[nodiscard]] std::string for_client() const override { return file_; }
  [[nodiscard]] std::string for_soci() const override { return fmt::format("db=\"{}\"", file_); }
  [[nodiscard]] std::string for_url() const override { return "sqlite:" + file_; }
  [[nodiscard]] std::string for_sql_migrate() const override {
    return fmt::format("  dialect: sqlite3\n  datasource: {}\n", file_);
  }
  std::string count_steps() override {
    sqlite3* handle = nullptr;
    sqlite3_stmt* statement = nullptr;
    sqlite3_open(file_.c_str(), &handle);
    std::string answer = "unreadable";
    if (sqlite3_prepare_v2(handle, count_query, -1, &statement, nullptr) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW)
      answer = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    sqlite3_close(handle);
    return answer;
  }

 private:
  std::string file_;
};

class PostgresqlDatabase final : public BenchmarkDatabase {
 public:
  explicit PostgresqlDatabase(std::uint16_t port) : server_port_(port), port_(port) {}
  ~PostgresqlDatabase() override { PQfinish(administrator_); }

  [[nodiscard]] std::string name() const override { return "postgresql"; }
  void renew() override {
    ask("drop database if exists benchmark with (force)");
    ask("create database benchmark");
    ask("checkpoint");
  }
  [[nodiscard]] std::string for_client() const override { return for_url(); }
  [[nodiscard]] std::string for_soci() const override {
    return fmt::format("host=127.0.0.1 port={} user=postgres dbname=benchmark sslmode=disable", port_);
  }
  [[nodiscard]] std::string for_url() const override {
    return fmt::format("postgres://postgres@127.0.0.1:{}/benchmark?sslmode=disable", port_);
  }
  [[nodiscard]] std::string for_sql_migrate() const override {
    return fmt::format("  dialect: postgres\n  datasource: {}\n", for_soci());
  }
  pid_t server_process() override {
    const std::string pid = ask("select pid from pg_stat_activity where datname = 'benchmark' limit 1");
    return pid.empty() ? 0 : std::stoi(pid);
  }
  std::string count_steps() override {
    PGconn* const connection = PQconnectdb(for_url().c_str());
    std::string answer = ask_on(connection, count_query);
    PQfinish(connection);
    return answer;
  }
  bool enter_network(std::chrono::milliseconds delay) override {
    relay_ = std::make_unique<Relay>(server_port_, delay);
    port_ = relay_->port();
    return true;
  }
  void leave_network() override {
    relay_.reset();
    port_ = server_port_;
  }
  std::size_t take_round_trips() override { return relay_->take_round_trips(); }

 private:
  static std::string ask_on(PGconn* connection, const char* sql) {
    PGresult* const result = PQexec(connection, sql);
    const bool failed =
        PQresultStatus(result) != PGRES_COMMAND_OK && PQresultStatus(result) != PGRES_TUPLES_OK;
    std::string answer = PQntuples(result) > 0 ? PQgetvalue(result, 0, 0) : "";
    PQclear(result);
    if (failed) throw std::runtime_error(PQerrorMessage(connection));
    return answer;
  }
  std::string ask(const char* sql) {
    if (administrator_ == nullptr) {
      administrator_ = PQconnectdb(
          fmt::format("host=127.0.0.1 port={} user=postgres dbname=postgres", server_port_).c_str());
    }
    return ask_on(administrator_, sql);
  }

  std::uint16_t server_port_;
  std::uint16_t port_;  ///< The server's, or the relay's.
  PGconn* administrator_ = nullptr;
  std::unique_ptr<Relay> relay_;
};

}  // namespace

std::unique_ptr<BenchmarkDatabase> sqlite_in(const std::string& folder) {
  return std::make_unique<SqliteDatabase>(folder);
}
std::unique_ptr<BenchmarkDatabase> postgresql_at(std::uint16_t port) {
  return std::make_unique<PostgresqlDatabase>(port);
}

}  // namespace rung::benchmark
