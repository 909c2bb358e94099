#pragma once

#include "support/postgresql_server.hpp"
#include "support/subprocess.hpp"
#include "support/temporary_folder.hpp"

namespace rung::test {

/// A PgBouncer in front of the shared server, which gives a client a server session for the time of one
/// transaction.
class Pooler {
 public:
  /// Returns when it takes clients. `pool_size` is for each database and role. Throws std::runtime_error if
  /// it does not start.
  explicit Pooler(int pool_size);

  /// Where programs find it, as if it were the server.
  [[nodiscard]] PostgresqlAddress address() const { return {folder_.name(), "6432"}; }

 private:
  TemporaryFolder folder_;
  Subprocess process_;
};

/// Whether this machine has a PgBouncer, and a server for it. Without them tests are left out, loudly; where
/// the environment has CI that is an error: std::runtime_error.
bool can_start_pooler();

}  // namespace rung::test
