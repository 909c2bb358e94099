#pragma once

#include <vector>

#include "backend/sqlite3/sql_cursor.hpp"
#include "backend/sqlite3/sql_tokens.hpp"

namespace rung::sqlite {

/// What the text of a CREATE INDEX tells, and SQLite's pragmas do not. It borrows the statement's tokens.
struct IndexDefinition {
  std::vector<KeyPart> parts;
  SqlTokens where;  ///< Empty: every row is in it.
};

/// Reads what SQLite has accepted: `CREATE INDEX name ON table (…) …`, as it stands in sqlite_schema.
IndexDefinition read_index_definition(SqlTokens statement);

}  // namespace rung::sqlite
