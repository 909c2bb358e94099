#include "testing/row_image.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "testing/seeding/sql_words.hpp"
#include "testing/seeding/table_shape.hpp"

namespace rung::testing {
namespace {

using seeding::Column;
using seeding::TableShape;

/// The first set of columns that no two rows share and that are never null, else all columns.
std::vector<std::size_t> key_of(const TableShape& table) {
  for (const auto& columns : table.unique_sets) {
    const bool is_key = std::all_of(columns.begin(), columns.end(),
                                    [&table](std::size_t column) { return table.columns[column].not_null; });
    if (is_key && !columns.empty()) return columns;
  }
  std::vector<std::size_t> all(table.columns.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  return all;
}

std::vector<std::string> names_of(const TableShape& table) {
  std::vector<std::string> names;
  names.reserve(table.columns.size());
  for (const Column& column : table.columns) names.push_back(column.name);
  return names;
}

/// The statement that reads some tables at once: a row says which one it is of, and then its values, with
/// nulls behind them up to the width of the widest.
std::string select_rows(const std::vector<const TableShape*>& tables, const SqlDialect& dialect) {
  std::size_t width = 0;
  for (const TableShape* const table : tables) width = std::max(width, table->columns.size());
  std::string sql;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const TableShape& table = *tables[i];
    sql += fmt::format("{}select {}, {}", i == 0 ? "" : " union all ", i,
                       seeding::literals_of(dialect, names_of(table)));
    for (std::size_t j = table.columns.size(); j < width; ++j) sql += ", null";
    sql += " from " + seeding::rows_of(dialect, table);
  }
  return sql;
}

/// A few hundred is what SQLite takes in one statement (https://www.sqlite.org/limits.html, 4).
constexpr std::size_t tables_at_once = 100;

}  // namespace

RowImage read_rows(Ports& ports, const Schema& schema) {
  const seeding::SchemaShape shape = seeding::shape_of(schema, ports.dialect().name);
  RowImage image;
  std::vector<const TableShape*> tables;
  const auto read = [&] {
    if (tables.empty()) return;
    for (const Row& row : ports.executor().query({select_rows(tables, ports.dialect()), {}})) {
      const TableShape& table = *tables[std::stoul(row.at(0).value_or("0"))];
      std::vector<std::string> values;
      for (std::size_t i = 0; i < table.columns.size(); ++i)
        values.push_back(row.at(i + 1).value_or(std::string("null")));
      image[table.name].rows.push_back(std::move(values));
    }
    tables.clear();
  };
  for (const TableShape& table : shape.tables) {
    if (!table.filled_through.empty() || table.columns.empty()) continue;
    TableRows& rows = image[table.name];
    rows.key = key_of(table);
    rows.columns = names_of(table);
    tables.push_back(&table);
    if (tables.size() == tables_at_once) read();
  }
  read();
  return image;
}

}  // namespace rung::testing
