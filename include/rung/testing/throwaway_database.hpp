#pragma once

#include <functional>
#include <memory>
#include <string>

#include <rung/database.hpp>

namespace soci {
class session;
}

/// For an engine's own unit tests, with any framework.
namespace rung::testing {

/// A database that lives as long as this object, and leaves nothing behind. Move-only.
class ThrowawayDatabase {
 public:
  /// For backends. The keeper is destroyed last, behind the session: it removes what the database stood on.
  ThrowawayDatabase(std::unique_ptr<soci::session> session, Database database,
                    std::function<ThrowawayDatabase()> make_another, std::shared_ptr<void> keeper = nullptr);
  ~ThrowawayDatabase();
  /// What is moved from may only be destroyed or assigned to.
  ThrowawayDatabase(ThrowawayDatabase&&) noexcept;
  /// What is moved from may only be destroyed or assigned to.
  ThrowawayDatabase& operator=(ThrowawayDatabase&& other) noexcept;

  /// As rung takes it; valid as long as this object.
  [[nodiscard]] Database& database() noexcept { return database_; }
  /// The same database, for the test's own statements.
  [[nodiscard]] soci::session& session() noexcept { return *session_; }

  /// A further empty database of the same kind. Throws ConnectionError.
  [[nodiscard]] ThrowawayDatabase another() const { return make_another_(); }

 private:
  std::shared_ptr<void> keeper_;
  std::unique_ptr<soci::session> session_;
  Database database_;
  std::function<ThrowawayDatabase()> make_another_;
};

/// An empty SQLite database in memory, with foreign keys enforced.
ThrowawayDatabase sqlite();

/// An empty database on the PostgreSQL server behind this URL (`postgres://user@host/database`, or SOCI's
/// `postgresql://host=… dbname=…`), made from the server's template and dropped with the object. The database
/// that the URL names is only the one to log in to: nothing in it is read or touched. The role needs
/// CREATEDB. The session commits without waiting for the disk (`synchronous_commit = off`).
///
/// Databases that an earlier program left behind when it crashed are dropped first: those with this name
/// (`rung_scratch_…`) whose program is gone. In the library that is built where RUNG_POSTGRESQL is on.
///
/// Throws ConnectionError, without any password in its message, if the server cannot be reached, or the role
/// may not create a database.
ThrowawayDatabase postgresql(const std::string& url);

}  // namespace rung::testing
