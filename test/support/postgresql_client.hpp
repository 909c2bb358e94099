#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

struct pg_conn;

namespace rung::test {

/// A connection of a test's own, by libpq alone: what looks at a database is not what is tested. Every
/// function throws std::runtime_error with the server's words.
class PostgresqlClient {
 public:
  /// Waits while the server starts, or has no connection left.
  explicit PostgresqlClient(const std::string& conninfo);

  /// The first column of each row, of all statements; a null is empty. One round trip.
  std::vector<std::string> rows(const std::string& sql);
  /// The same without rows.
  void execute(const std::string& sql) { static_cast<void>(rows(sql)); }
  /// Such as 150003.
  [[nodiscard]] int server_version() const noexcept;

 private:
  struct Finish {
    void operator()(pg_conn* connection) const noexcept;
  };
  std::unique_ptr<pg_conn, Finish> connection_;
};

/// A connection that is kept from one use to the next: to make one takes a server longer than most
/// statements.
class KeptPostgresqlClient {
 public:
  explicit KeptPostgresqlClient(std::string conninfo) : conninfo_(std::move(conninfo)) {}

  /// As if it were new. It is, the first time, and where the server is not the same any more.
  PostgresqlClient& operator*();
  /// A server sees a little later that it has gone.
  void close() noexcept { client_.reset(); }

 private:
  std::string conninfo_;
  std::optional<PostgresqlClient> client_;
};

/// Makes a database that is a copy of another. File by file, where the server can do that (since 15): where
/// nothing is forced to disk that takes a fifth of the time that it takes by the server's log.
void create_database(PostgresqlClient& server, const std::string& name, const std::string& origin,
                     const std::string& owner = "postgres");

/// Calls `connect` until it throws nothing, or something else than that the server starts or has no
/// connection left; for a minute.
void connect_when_free(const std::function<void()>& connect);

}  // namespace rung::test
