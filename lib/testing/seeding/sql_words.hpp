#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "port/sql_dialect.hpp"

namespace rung::testing::seeding {

/// The literal as a value of that type: `cast('x' as text)`. Where literals have their types by themselves,
/// as it is.
std::string typed(const SqlDialect& dialect, std::string_view literal, std::string_view type);

/// The literals of these columns, separated by ", ".
std::string literals_of(const SqlDialect& dialect, const std::vector<std::string>& columns);

}  // namespace rung::testing::seeding
