#pragma once

#include <optional>
#include <string>

#include "support/temporary_folder.hpp"

namespace rung::test {

/// Where a server of `test/server/postgresql` is found.
struct PostgresqlAddress {
  std::string folder;  ///< Of its unix socket.
  std::string port;

  /// From what that script prints. Throws std::invalid_argument on anything else.
  static PostgresqlAddress parse(const std::string& text);

  /// As libpq takes it.
  [[nodiscard]] std::string conninfo(const std::string& user, const std::string& database) const;
  /// As SOCI and rung's command line take it, by the unix socket.
  [[nodiscard]] std::string url(const std::string& user, const std::string& database) const;
};

/// What a server does before it calls a transaction committed.
enum class Durability {
  none,      ///< It forces nothing to disk: fast.
  as_usual,  ///< As outside tests: what is committed survives a crash of the machine.
};

/// A server that lives as long as this object. Every function throws std::runtime_error with the script's
/// words.
class PostgresqlServer {
 public:
  /// Starts it in a folder of its own.
  explicit PostgresqlServer(Durability durability = Durability::none);
  ~PostgresqlServer();
  PostgresqlServer(const PostgresqlServer&) = delete;
  PostgresqlServer& operator=(const PostgresqlServer&) = delete;

  /// SIGKILL to it and to all of its children.
  void kill();
  /// Ends it at once, without a checkpoint; nothing happens if it does not run.
  void stop();
  /// Starts it again where it was, at the same address. It must not run.
  void restart();

  [[nodiscard]] const PostgresqlAddress& address() const noexcept { return address_; }

 private:
  TemporaryFolder folder_;
  Durability durability_;
  PostgresqlAddress address_;
};

/// Whether this machine has the programs of a server. Without them tests of PostgreSQL are left out, loudly;
/// where the environment has CI that is an error: std::runtime_error.
bool can_start_postgresql();

/// The server that all tests of a ctest run share; if there is none, one of this process's own, which ends
/// with it. Throws std::runtime_error if none can be started.
const PostgresqlAddress& shared_postgresql();

}  // namespace rung::test
