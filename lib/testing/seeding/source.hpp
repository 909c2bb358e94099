#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace rung::testing::seeding {

/// Values for columns that belong together: a row takes one of the tuples.
struct Source {
  /// Where the values come from.
  enum class Origin {
    samples,
    parents,  ///< Rows that foreign keys refer to.
  };

  std::vector<std::size_t> columns;              ///< Places in the table's columns.
  std::vector<std::vector<std::string>> tuples;  ///< Literals, in the order of `columns`.
  Origin origin = Origin::samples;

  [[nodiscard]] bool has(std::size_t column) const noexcept;
  [[nodiscard]] bool shares_column_with(const Source& other) const noexcept;
};

/// The tuples of both that agree in the columns that both have.
Source joined(const Source& left, const Source& right);

/// Puts first the tuple with the fewest nulls, then each time the one that brings the most values which were
/// not there yet, nulls before others: so a few rows show many of a column's values.
void spread(Source& source);

}  // namespace rung::testing::seeding
