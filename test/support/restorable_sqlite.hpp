#pragma once

#include <string>
#include <vector>

#include "support/restorable_database.hpp"
#include "support/sqlite_test_database.hpp"

namespace rung::test {

/// A file, and a copy of it.
class RestorableSqlite final : public RestorableDatabase {
 public:
  RestorableSqlite() = default;

  TestDatabase& sessions() override { return database_; }
  [[nodiscard]] Dialect dialect() const override { return Dialect::sqlite; }
  [[nodiscard]] std::string url() const override { return "sqlite:" + database_.file().path(); }
  void remember() override;
  void go_back() override;
  std::string dump() override { return database_.file().dump(); }
  std::vector<std::string> damage() override;
  std::vector<std::string> rows(const std::string& sql) override { return database_.file().rows(sql); }

 private:
  bool has_table(const std::string& name) override;

  TemporaryFolder folder_;
  SqliteTestDatabase database_;
};

}  // namespace rung::test
