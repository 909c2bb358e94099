#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "port/ports.hpp"
#include "testing/seeding/row_maker.hpp"

namespace rung::testing::seeding {

/// Puts rows into tables, and others where those are refused. Every function throws Failure only if the
/// connection is gone.
class RowWriter {
 public:
  explicit RowWriter(Ports& ports) noexcept : ports_(&ports) {}

  /// Puts in that many rows, all at once if the database takes them so, else each by itself. Answers how many
  /// it took: none, if two in a row were refused in all their attempts.
  std::size_t write(const RowMaker& maker, std::size_t first, std::size_t rows);

  /// A row of each table, which refer to each other, in one transaction. Answers whether the database took
  /// them in one of their attempts.
  [[nodiscard]] bool write_together(const std::vector<RowMaker>& makers, RowNumber number);

  /// The database's, on the last row that it refused; empty if it has refused none.
  [[nodiscard]] const std::string& last_words() const noexcept { return last_words_; }

 private:
  /// In one transaction, which is rolled back if one is refused.
  bool takes_all(const std::vector<std::string>& statements);
  bool takes(const std::string& statement);

  Ports* ports_;
  std::string last_words_;
};

}  // namespace rung::testing::seeding
