#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "port/sql_dialect.hpp"
#include "testing/seeding/table_shape.hpp"

namespace rung::testing::seeding {

/// The literal as a value of that type: `cast('x' as text)`. Where literals have their types by themselves,
/// as it is.
std::string typed(const SqlDialect& dialect, std::string_view literal, std::string_view type);

/// The literals of these columns, separated by ", ".
std::string literals_of(const SqlDialect& dialect, const std::vector<std::string>& columns);

/// What stands behind `from` for the rows of this table and of its partitions, and not of those that inherit
/// from it.
std::string rows_of(const SqlDialect& dialect, const TableShape& table);

}  // namespace rung::testing::seeding
