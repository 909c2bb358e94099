#include "support/postgresql_client.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <stdexcept>
#include <string_view>
#include <thread>

#include <fmt/format.h>
#include <libpq-fe.h>

namespace rung::test {
namespace {

using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

/// At log-in libpq has no SQLSTATE to tell: 53300 for either kind of full, 57P03.
bool is_full_or_starting(std::string_view message) {
  constexpr std::array<std::string_view, 3> signs{"too many clients", "remaining connection slots",
                                                  "the database system is starting up"};
  return std::any_of(signs.begin(), signs.end(),
                     [&](std::string_view sign) { return message.find(sign) != std::string_view::npos; });
}

void add_rows(const PGresult* result, std::vector<std::string>& rows) {
  for (int row = 0; row < PQntuples(result); ++row) rows.emplace_back(PQgetvalue(result, row, 0));
}

}  // namespace

void PostgresqlClient::Finish::operator()(pg_conn* connection) const noexcept { PQfinish(connection); }

PostgresqlClient::PostgresqlClient(const std::string& conninfo) {
  connect_when_free([&] {
    connection_.reset(PQconnectdb(conninfo.c_str()));
    if (PQstatus(connection_.get()) != CONNECTION_OK)
      throw std::runtime_error(PQerrorMessage(connection_.get()));
  });
  PQsetNoticeReceiver(
      connection_.get(), [](void*, const PGresult*) {}, nullptr);
}

std::vector<std::string> PostgresqlClient::rows(const std::string& sql) {
  std::vector<std::string> rows;
  std::string error;
  if (PQsendQuery(connection_.get(), sql.c_str()) == 0) error = PQerrorMessage(connection_.get());
  while (const Result result{PQgetResult(connection_.get()), &PQclear}) {
    const ExecStatusType status = PQresultStatus(result.get());
    if (status == PGRES_TUPLES_OK) {
      add_rows(result.get(), rows);
    } else if (status != PGRES_COMMAND_OK && status != PGRES_EMPTY_QUERY) {
      error = PQresultErrorMessage(result.get());
    }
  }
  if (!error.empty()) throw std::runtime_error(error + "in: " + sql);
  return rows;
}

int PostgresqlClient::server_version() const noexcept { return PQserverVersion(connection_.get()); }

PostgresqlClient& KeptPostgresqlClient::operator*() {
  try {
    if (client_) client_->execute("discard all");
  } catch (const std::runtime_error&) {
    client_.reset();
  }
  if (!client_) client_.emplace(conninfo_);
  return *client_;
}

void create_database(PostgresqlClient& server, const std::string& name, const std::string& origin,
                     const std::string& owner) {
  server.execute(fmt::format("create database {} owner {} template {}{}", name, owner, origin,
                             server.server_version() < 150000 ? "" : " strategy file_copy"));
}

void connect_when_free(const std::function<void()>& connect) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(1);
  for (;;) {
    try {
      connect();
      return;
    } catch (const std::exception& error) {
      if (!is_full_or_starting(error.what()) || std::chrono::steady_clock::now() > end) throw;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

}  // namespace rung::test
