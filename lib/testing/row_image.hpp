#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include <rung/schema.hpp>

#include "port/ports.hpp"

namespace rung::testing {

/// The rows of one table.
struct TableRows {
  std::vector<std::string> columns;            ///< In the table's order.
  std::vector<std::size_t> key;                ///< Places of the columns by which a row is known.
  std::vector<std::vector<std::string>> rows;  ///< Values as literals; ordered.
};

/// All rows of a database, by table. A partitioned table has those of its partitions.
using RowImage = std::map<std::string, TableRows>;

/// Reads the rows of every table of the image. Throws Failure.
RowImage read_rows(Ports& ports, const Schema& schema);

}  // namespace rung::testing
