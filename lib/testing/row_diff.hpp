#pragma once

#include <string>
#include <vector>

#include "testing/row_image.hpp"

namespace rung::testing {

/// What happened to the rows of a table, or to the values of one of its columns.
struct RowDifference {
  std::string table;
  std::string column;    ///< Empty: whole rows.
  std::string sentence;  ///< With the keys of the first few.
};

/// By which it can be accepted: "rows of public.worker", "rows of public.worker.address".
std::string name_of(const RowDifference& difference);

/// What is lost, changed or added. Only tables and columns that both images have and `known` has, too, are
/// compared: what a migration itself adds is not. Rows that are not in `known` are only counted: their keys
/// and values may be others each time that they are made. Pure.
std::vector<RowDifference> diff(const RowImage& before, const RowImage& after, const RowImage& known);

}  // namespace rung::testing
