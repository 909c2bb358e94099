#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "testing/seeding/source.hpp"
#include "testing/seeding/table_shape.hpp"

namespace rung::testing::seeding {

/// Which row is to be made.
struct RowNumber {
  std::size_t first = 0;    ///< How many were made for this table before.
  std::size_t row = 0;      ///< Of those that are made now.
  std::size_t attempt = 0;  ///< How often the database has refused it.
};

/// How a row's values are chosen.
enum class Choice {
  free,      ///< Rows share parents or not, keys are combined in all ways.
  guided,    ///< The same, with values that triggers speak of: they may be those that they let pass.
  lockstep,  ///< The n-th row takes the n-th value everywhere: so rows meet that refer to each other.
};

/// Makes rows from sources. Pure: the same ones each time. The table must outlive it.
class RowMaker {
 public:
  static constexpr std::size_t most_attempts = 60;

  /// No column may be in two sources.
  RowMaker(const TableShape& table, std::vector<Source> sources, Choice choice);

  /// The row as an INSERT. The first row has all its columns filled, the second one has nulls where it may,
  /// others are mixed; each attempt is another row, and the last ones leave to the database what has a
  /// default.
  [[nodiscard]] std::string insert(const RowNumber& number) const;

 private:
  [[nodiscard]] std::size_t place(std::size_t source, const RowNumber& number) const;
  [[nodiscard]] bool becomes_null(const Source& source, const RowNumber& number) const;

  const TableShape* table_;
  std::vector<Source> sources_;  ///< Those from parents first.
  Choice choice_;
};

}  // namespace rung::testing::seeding
