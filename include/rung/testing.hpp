#pragma once

#include <memory>

#include <rung/database.hpp>

namespace soci {
class session;
}

/// For an engine's own unit tests, with any framework.
namespace rung::testing {

/// A database that lives as long as this object, and leaves nothing behind.
class ThrowawayDatabase {
 public:
  ThrowawayDatabase(std::unique_ptr<soci::session> session, Database database);
  ~ThrowawayDatabase();
  ThrowawayDatabase(ThrowawayDatabase&&) noexcept;
  ThrowawayDatabase& operator=(ThrowawayDatabase&&) noexcept;

  [[nodiscard]] Database& database() noexcept { return database_; }
  [[nodiscard]] soci::session& session() noexcept { return *session_; }

 private:
  std::unique_ptr<soci::session> session_;
  Database database_;
};

/// An empty SQLite database in memory, with foreign keys enforced.
ThrowawayDatabase sqlite();

}  // namespace rung::testing
