#include "testing/seeding/sql_words.hpp"

#include <fmt/format.h>

namespace rung::testing::seeding {

std::string typed(const SqlDialect& dialect, std::string_view literal, std::string_view type) {
  return fmt::format(fmt::runtime(dialect.literal_of_type), fmt::arg("literal", literal),
                     fmt::arg("type", type));
}

std::string literals_of(const SqlDialect& dialect, const std::vector<std::string>& columns) {
  std::string list;
  for (const std::string& column : columns) {
    if (!list.empty()) list += ", ";
    list += fmt::format(fmt::runtime(dialect.literal_of_column), fmt::arg("column", column));
  }
  return list;
}

std::string rows_of(const SqlDialect& dialect, const TableShape& table) {
  return fmt::format("{}{}", table.has_partitions ? "" : dialect.rows_of_one_table, table.name);
}

}  // namespace rung::testing::seeding
