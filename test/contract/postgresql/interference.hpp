#pragma once

#include <future>
#include <string>

#include "contract/postgresql/server_place.hpp"

namespace rung::test {

/// A session that stands in the way of others: its transaction is open until this object is gone.
class Obstacle {
 public:
  /// `sql` is executed in the transaction.
  Obstacle(ServerPlace& place, const std::string& sql, const std::string& application = "obstacle")
      : client_(place.conninfo(PostgresqlTestDatabase::superuser) + " application_name=" + application) {
    client_.execute("begin; " + sql);
  }
  void execute(const std::string& sql) { client_.execute(sql); }
  void go_away() { execute("rollback"); }
  [[nodiscard]] std::string process() { return client_.rows("select pg_backend_pid()").front(); }

 private:
  PostgresqlClient client_;
};

/// A program that upgrades while the test does something else.
class UpgradeBeside {
 public:
  UpgradeBeside(ServerPlace& place, const MigrationSet& set, const UpgradeOptions& options = {});

  /// Returns when a session waits for a lock of this kind (`virtualxid`, `relation`, `advisory`) for so long.
  void wait_until_stuck(const std::string& kind, std::chrono::milliseconds time = {});
  /// Calls `pg_cancel_backend` or `pg_terminate_backend` on the session that waits.
  void end_by(const std::string& function);
  /// Waits for its end; throws what it threw.
  Outcome outcome() { return ended_.get(); }

 private:
  ServerPlace* place_;
  std::string process_;
  std::future<Outcome> ended_;
};

}  // namespace rung::test
