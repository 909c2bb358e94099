#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <sys/types.h>

namespace rung::benchmark {

/// Where participants do their work: made anew for each run.
class BenchmarkDatabase {
 public:
  BenchmarkDatabase() = default;
  virtual ~BenchmarkDatabase() = default;
  BenchmarkDatabase(const BenchmarkDatabase&) = delete;
  BenchmarkDatabase& operator=(const BenchmarkDatabase&) = delete;

  /// "sqlite3" or "postgresql".
  [[nodiscard]] virtual std::string name() const = 0;
  /// Empties it.
  virtual void renew() = 0;

  // ---- Its address, in the words of each participant ----
  [[nodiscard]] virtual std::string for_client() const = 0;       ///< The C library.
  [[nodiscard]] virtual std::string for_soci() const = 0;         ///< SOCI's, without the backend's name.
  [[nodiscard]] virtual std::string for_url() const = 0;          ///< rung's and dbmate's.
  [[nodiscard]] virtual std::string for_sql_migrate() const = 0;  ///< Two lines of its configuration.

  /// The process of the server that works on it now; 0 if there is none.
  virtual pid_t server_process() { return 0; }
  /// How many rows of the ledger say that a step is done, and how many versions they are of.
  virtual std::string count_steps() = 0;

  /// Makes each round trip take so much longer, and counts them, until `leave_network`. False where there is
  /// no network.
  virtual bool enter_network(std::chrono::milliseconds /*delay*/) { return false; }
  virtual void leave_network() {}
  virtual std::size_t take_round_trips() { return 0; }
};

std::unique_ptr<BenchmarkDatabase> sqlite_in(const std::string& folder);
/// In a server at this port of 127.0.0.1, whose superuser `postgres` needs no password.
std::unique_ptr<BenchmarkDatabase> postgresql_at(std::uint16_t port);

}  // namespace rung::benchmark
