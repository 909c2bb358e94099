#pragma once

#include <string>
#include <vector>

#include "backend/sqlite3/sql_cursor.hpp"
#include "backend/sqlite3/sql_tokens.hpp"

namespace rung::sqlite {

// What the text of a CREATE TABLE tells, and SQLite's pragmas do not. Names are folded; what is not given is
// empty; expressions borrow the statement's tokens.

struct ColumnDefinition {
  std::string name;
  std::string conflict;  ///< Of NOT NULL: `ignore`.
  SqlTokens generated;   ///< The expression.
};

/// PRIMARY KEY or UNIQUE.
struct KeyDefinition {
  std::string name;
  std::vector<KeyPart> parts;  ///< Of a primary key not always: the pragma tells.
  std::string conflict;
};

struct ForeignKeyDefinition {
  std::string name;
  std::string match;
  enum class Checked { at_once, at_commit } checked = Checked::at_once;
};

struct CheckDefinition {
  std::string name;
  SqlTokens expression;
};

struct TableDefinition {
  std::vector<ColumnDefinition> columns;
  std::vector<KeyDefinition> primary_keys;  ///< One at most.
  std::vector<KeyDefinition> uniques;
  std::vector<ForeignKeyDefinition> foreign_keys;  ///< In the order of the text, as are all of these.
  std::vector<CheckDefinition> checks;
};

/// Reads what SQLite has accepted: `CREATE TABLE name (…) …`, as it stands in sqlite_schema. The tokens must
/// live for as long as what is returned.
TableDefinition read_table_definition(SqlTokens statement);

}  // namespace rung::sqlite
