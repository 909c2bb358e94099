#pragma once

#include <memory>
#include <string>

#include "support/postgresql_client.hpp"
#include "support/postgresql_server.hpp"
#include "support/test_database.hpp"

namespace rung::test {

/// A database of its own in a server. Sessions are those of a role that owns it, and may not more.
class PostgresqlTestDatabase final : public TestDatabase {
 public:
  explicit PostgresqlTestDatabase(PostgresqlAddress server = shared_postgresql());
  ~PostgresqlTestDatabase() override;
  PostgresqlTestDatabase(const PostgresqlTestDatabase&) = delete;
  PostgresqlTestDatabase& operator=(const PostgresqlTestDatabase&) = delete;

  [[nodiscard]] Dialect dialect() const override { return Dialect::postgresql; }
  /// Waits while all of the server's connections are taken.
  std::unique_ptr<soci::session> open() override;
  std::unique_ptr<soci::session> open_reader() override;
  Database wrap(soci::session& session) override;
  std::string image() override;
  std::string add_schema() override;
  void wait_until_alone() override;
  [[nodiscard]] std::string outside_script() const override;
  [[nodiscard]] std::string failing_outside_script() const override;
  [[nodiscard]] std::string edited_outside_script() const override;
  [[nodiscard]] std::string undo_of_outside_script() const override;

  /// The role that owns the database, the one that may only read, and the server's superuser.
  static constexpr const char* owner = "rung_owner";
  static constexpr const char* reader = "rung_reader";
  static constexpr const char* superuser = "postgres";

  [[nodiscard]] const PostgresqlAddress& server() const noexcept { return server_; }
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  /// The database's address for one of these roles, as SOCI takes it.
  [[nodiscard]] std::string url(const std::string& role = owner) const;

  /// What looks at the database, or changes it behind rung's back: a session of the server's superuser, in it
  /// and in the server's own database.
  PostgresqlClient& here() { return *here_; }
  PostgresqlClient& server_itself() { return *server_itself_; }
  /// Leaves the database. Returns when the server has noticed: else it would pause for a tenth of a second
  /// before it drops or copies it.
  void leave();

 private:
  [[nodiscard]] std::unique_ptr<soci::session> open_as(const std::string& role) const;
  /// Until no session of which this SQL is true is in the database.
  void wait_until_gone(const std::string& which);

  PostgresqlAddress server_;
  std::string name_;
  KeptPostgresqlClient here_;
  KeptPostgresqlClient server_itself_;
};

}  // namespace rung::test
