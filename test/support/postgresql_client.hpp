#pragma once

#include <functional>
#include <memory>
#include <string>
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

 private:
  struct Finish {
    void operator()(pg_conn* connection) const noexcept;
  };
  std::unique_ptr<pg_conn, Finish> connection_;
};

/// Calls `connect` until it throws nothing, or something else than that the server starts or has no
/// connection left; for a minute.
void connect_when_free(const std::function<void()>& connect);

}  // namespace rung::test
