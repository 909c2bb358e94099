#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include <rung/schema.hpp>

#include "port/ports.hpp"

namespace rung::testing {

/// A table that no row could be put into.
struct UnfilledTable {
  std::string table;  ///< As the image calls it.
  std::string why;    ///< The database's words on the last row that was tried.
};

/// What a filling came to.
struct FillOutcome {
  enum class Rows {
    as_before,
    added
  };  ///< `added`: perhaps; a table that could not be filled was tried, too.

  Rows rows = Rows::as_before;
  std::vector<UnfilledTable> unfilled;  ///< Tables that are still empty.
};

namespace seeding {

/// What was put into a table.
struct Filled {
  std::string signature;  ///< Of its columns at that time.
  std::size_t rows = 0;   ///< All that were ever made for it.
  bool by_last_fill = false;
};

}  // namespace seeding

/// Puts rows into the tables of a scratch database: values that its types, keys, foreign keys, enums and
/// checks let in, different in every row where they may be, with and without nulls. The same ones each time.
class Seeder {
 public:
  explicit Seeder(Ports& ports) noexcept : ports_(&ports) {}

  /// Adds a few rows to each table that is empty, or that it has filled before and whose columns, or what
  /// they may hold, are not the same since; and to a table that it sees for the first time with a single row.
  /// It leaves the others alone: rows that a migration has put in are mostly a list that is complete. Parents
  /// come before children. Partitions are filled through their table.
  ///
  /// With nothing to do it takes one query. The session is outside
  /// a transaction. Throws Failure only if the connection is gone.
  FillOutcome fill(const Schema& schema);

  /// Values that the last fill put in may be gone by now: the next one adds rows to the same tables.
  void distrust_last_fill();

 private:
  Ports* ports_;
  std::map<std::string, seeding::Filled> filled_;  ///< By table.
};

}  // namespace rung::testing
