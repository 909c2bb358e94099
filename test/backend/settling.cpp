#include "backend/settling.hpp"

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <unistd.h>

#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>

#include <rung/backend/postgresql.hpp>

#include "port/ports.hpp"

namespace rung::test {
namespace {

std::string new_database(const PostgresqlAddress& server) {
  static std::atomic<int> count{0};
  std::string name = fmt::format("settling_{}_{}", getpid(), ++count);
  PostgresqlClient client(server.conninfo("postgres", "postgres"));
  create_database(client, name, "template1");
  return name;
}

text::Statement as_statement(const std::string& sql) {
  text::Statement statement;
  statement.text = sql;
  return statement;
}

}  // namespace

Settling::Settling(const PostgresqlAddress& server)
    : server_(server),
      name_(new_database(server)),
      client_(server_.conninfo("postgres", name_)),
      session_(soci::postgresql, server_.conninfo("postgres", name_)) {}

Settling::~Settling() {
  try {
    PostgresqlClient server(server_.conninfo("postgres", "postgres"));
    server.execute("drop database " + name_ + " with (force)");
    server.execute("drop role if exists " + name_);
  } catch (const std::runtime_error&) {
    // It stays behind, and goes with its server.
  }
}

Settled Settling::settle(const std::string& statement) { return settler().settle(as_statement(statement)); }

void Settling::clear_away(const std::string& statement) { settler().clear_away(as_statement(statement)); }

bool Settling::accepts(const std::string& sql) {
  try {
    execute(sql);
    return true;
  } catch (const std::runtime_error&) {
    return false;
  }
}

void Settling::set(const std::string& sql) { database_.ports().executor().query({sql, {}}); }

Settler& Settling::settler() { return *database_.ports().settler(); }

std::vector<std::string> Settling::indexes() {
  return rows(
      "select n.nspname || '.' || c.relname || case when i.indisvalid then '' else ' invalid' end from "
      "pg_index i "
      "join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace "
      "where n.nspname !~ '^(pg_|information_schema)' order by 1");
}

std::string Settling::invalid_count() {
  return rows("select count(*) from pg_index where not indisvalid").front();
}

int Settling::server_version() { return std::stoi(rows("show server_version_num").front()); }

Stuck::Stuck(Settling& scene, const std::string& obstacle, const std::string& statement)
    : scene_(&scene), obstacle_(scene.conninfo()), client_(scene.conninfo()) {
  obstacle_.execute("begin; " + obstacle);
  pid_ = client_.rows("select pg_backend_pid()").front();
  statement_ = std::async(std::launch::async, [this, statement] { client_.execute(statement); });
  // It waits for the transaction's end once it has asked for a lock that it cannot have.
  const std::string waiting =
      fmt::format("select 1 from pg_locks where not granted and locktype = 'virtualxid' and pid = {}", pid_);
  while (scene.rows(waiting).empty()) {
    if (statement_.wait_for(std::chrono::milliseconds(5)) == std::future_status::ready)
      throw std::logic_error("nothing is in the way of: " + statement);
  }
}

Stuck::~Stuck() {
  if (!statement_.valid()) return;
  try {
    end_by("pg_terminate_backend");
  } catch (const std::runtime_error&) {
    // The server is gone, and the statement with it.
  }
}

void Stuck::end_by(const std::string& function) {
  scene_->execute(fmt::format("select {}({})", function, pid_));
  statement_.wait();
  statement_ = {};
  obstacle_.execute("rollback");
}

void Stuck::let_go() {
  obstacle_.execute("commit");
  statement_.get();
}

}  // namespace rung::test
