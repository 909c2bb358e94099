#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <rung/database.hpp>
#include <rung/schema.hpp>

#include "support/test_database.hpp"
#include "testing/seeding/seeder.hpp"

namespace rung::test {

/// A database whose tables are filled.
class SeedingScene {
 public:
  explicit SeedingScene(const std::string& backend);

  [[nodiscard]] TestDatabase& place() noexcept { return *place_; }
  [[nodiscard]] Database& database() noexcept { return database_; }

  /// Executes statements, each by itself.
  void execute(std::initializer_list<std::string_view> statements);
  [[nodiscard]] Schema schema();
  /// "table: why" of each table that is still empty.
  std::vector<std::string> fill();

  /// The first column of the rows, ordered; a null is "null".
  [[nodiscard]] std::vector<std::string> column(const std::string& sql);
  [[nodiscard]] std::size_t rows_of(const std::string& table);
  /// "table: rows" of each table of the schema that has fewer; partitions are no tables here.
  [[nodiscard]] std::vector<std::string> tables_with_less_than(std::size_t rows);
  /// Name, columns and rows of every table.
  [[nodiscard]] std::string image() { return place_->image(); }

 private:
  std::unique_ptr<TestDatabase> place_;
  std::unique_ptr<soci::session> session_;
  Database database_;
  testing::Seeder seeder_;
};

}  // namespace rung::test
