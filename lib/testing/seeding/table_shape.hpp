#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <rung/dialect.hpp>
#include <rung/schema.hpp>

#include "testing/seeding/expression.hpp"

namespace rung::testing::seeding {

/// A condition on the columns of a row, or on `value` of a domain.
struct Check {
  std::string expression;
  Hints hints;
};

/// The types that a schema defines, by the names that columns call them by.
struct Types {
  struct Domain {
    std::string type;
    std::vector<Check> checks;
    bool not_null = false;
  };

  std::map<std::string, std::vector<std::string>, std::less<>> enums;       ///< Their labels.
  std::map<std::string, std::vector<std::string>, std::less<>> composites;  ///< The types of their columns.
  std::map<std::string, std::string, std::less<>> ranges;                   ///< The type of their bounds.
  std::map<std::string, std::string, std::less<>> multiranges;              ///< Their range.
  std::map<std::string, Domain, std::less<>> domains;
};

/// Who gives a column its value.
enum class Filling {
  by_row,  ///< The row has to.
  never,   ///< Only the database.
};

struct Column {
  std::string name;  ///< As it is written in SQL.
  std::string type;
  Filling filling = Filling::by_row;
  bool not_null = false;  ///< Also if its domain says so, or it is a part of the primary key.
  bool has_default = false;
};

/// Columns are places in the table's columns; the parent's are names.
struct ForeignKey {
  std::vector<std::size_t> columns;
  std::string parent;
  std::vector<std::string> parent_columns;
};

/// What a row of a table has to look like, as far as its schema tells.
struct TableShape {
  std::string name;
  std::vector<Column> columns;
  std::vector<ForeignKey> foreign_keys;
  std::vector<std::vector<std::size_t>> unique_sets;  ///< The primary key is one.
  std::vector<Check> checks;
  std::string filled_through;  ///< The table that it is a partition of; empty for others.
  Hints partition_bounds;      ///< Of its partitions and theirs; its names are the columns that these are on.
  bool is_partitioned = false;
  bool has_partitions = false;
  Hints triggers;         ///< What its triggers speak of: they may refuse rows, too.
  std::string signature;  ///< Another one if its columns, what they may hold, or what ties them have changed.

  /// The number of columns if there is none of that name.
  [[nodiscard]] std::size_t column(std::string_view written_name) const;
};

/// What rows are made from.
struct SchemaShape {
  Types types;
  std::vector<TableShape> tables;  ///< Virtual and foreign ones are left out.

  /// Null if there is none: names match as they are written, else without quotes and case.
  [[nodiscard]] const TableShape* table(std::string_view name) const;
};

SchemaShape shape_of(const Schema& schema, Dialect dialect);

}  // namespace rung::testing::seeding
