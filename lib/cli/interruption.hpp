#pragma once

#include <rung/database.hpp>

namespace rung::cli {

/// While it lives, SIGINT and SIGTERM cancel the run on this database, which rolls back and says in what
/// state it left it; a second signal ends the process at once. At most one at a time.
class Interruption {
 public:
  explicit Interruption(Database& database);
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  [[nodiscard]] static bool happened() noexcept;
};

}  // namespace rung::cli
