#pragma once

#include <string>
#include <vector>

#include <sqlite3.h>

#include "port/executor.hpp"

namespace rung::sqlite {

/// The foreign keys of a database at one moment, and what is wrong with them. They are looked up once for all
/// questions: each look asks SQLite about each table.
class ForeignKeyCheck {
 public:
  ForeignKeyCheck() = default;
  /// Throws Failure.
  explicit ForeignKeyCheck(::sqlite3* handle);

  /// One sentence for each foreign key whose parent table existed before and does not now, for each row whose
  /// parent is missing, and for each foreign key that cannot be checked; none for what was wrong before.
  [[nodiscard]] std::vector<std::string> new_since(const ForeignKeyCheck& before) const;

 private:
  std::vector<std::string> sound_;       ///< "child.parent_id" of each whose parent table exists, sorted.
  Rows to_nowhere_;                      ///< The others, as the query gives them.
  std::vector<std::string> violations_;  ///< Sentences, sorted.
};

}  // namespace rung::sqlite
