#pragma once

#include <string>
#include <vector>

#include "support/postgresql_test_database.hpp"
#include "support/restorable_database.hpp"

namespace rung::test {

/// A database in a server, and another one as its template. What looks at it is no session in what is told
/// of those.
class RestorablePostgresql final : public RestorableDatabase {
 public:
  explicit RestorablePostgresql(const PostgresqlAddress& server);
  ~RestorablePostgresql() override;
  RestorablePostgresql(const RestorablePostgresql&) = delete;
  RestorablePostgresql& operator=(const RestorablePostgresql&) = delete;

  TestDatabase& sessions() override { return database_; }
  [[nodiscard]] Dialect dialect() const override { return Dialect::postgresql; }
  [[nodiscard]] std::string url() const override { return database_.url(); }
  void remember() override;
  void go_back() override;
  std::string dump() override;
  std::string dump_of_its_tool() override;
  std::vector<std::string> damage() override;
  bool has_sessions() override { return !leftovers().empty(); }
  std::vector<std::string> rows(const std::string& sql) override;

  /// Ends all sessions on it, as the server's administrator does. How many there were.
  std::size_t end_sessions();
  /// What sessions have left in the server: themselves, and locks.
  std::vector<std::string> leftovers();

 private:
  [[nodiscard]] std::string start() const { return database_.name() + "_start"; }
  bool has_table(const std::string& name) override;

  PostgresqlTestDatabase database_;
};

}  // namespace rung::test
