#pragma once

#include <map>
#include <string>
#include <vector>

#include <sqlite3.h>

#include "port/schema_reader.hpp"

namespace rung::sqlite {

// What SQLite's pragmas and sqlite_schema tell of the database `main`. Names are as they were written, and
// what does not exist is empty.

struct CatalogColumn {
  std::string name;
  std::string type;
  std::string default_value;
  std::string collation;
  bool not_null = false;
  int key_position = 0;  ///< In the primary key, from 1; 0: it is no part of it.
  enum class Kind { plain, virtual_generated, stored_generated } kind = Kind::plain;
};

struct CatalogIndexPart {
  std::string column;  ///< Empty: an expression.
  std::string collation;
  bool descending = false;
};

struct CatalogIndex {
  std::string name;
  std::string sql;  ///< Empty for the index of a constraint.
  bool unique = false;
  enum class Origin { statement, unique, primary_key } origin = Origin::statement;
  std::vector<CatalogIndexPart> parts;
};

struct CatalogForeignKey {
  std::string parent;
  std::vector<std::string> columns;
  std::vector<std::string> parent_columns;  ///< Empty: the parent's primary key.
  std::string on_delete;
  std::string on_update;
};

struct CatalogTrigger {
  std::string name;
  std::string sql;
};

/// A table or a view, with what hangs on it.
struct CatalogTable {
  std::string name;
  std::string sql;
  enum class Kind { table, virtual_table, view } kind = Kind::table;
  bool without_rowid = false;
  bool strict = false;
  bool autoincrement = false;
  std::vector<CatalogColumn> columns;  ///< Not of views and virtual tables: their text says it all.
  std::vector<CatalogIndex> indexes;
  std::vector<CatalogForeignKey> foreign_keys;  ///< In the order of the table's text.
  std::vector<CatalogTrigger> triggers;
};

/// By folded name.
using Catalog = std::map<std::string, CatalogTable>;

/// Without what is left out, SQLite's own tables, and those in which a virtual table keeps its content.
/// Throws Failure.
Catalog read_catalog(::sqlite3* handle, const LeftOut& left_out);

}  // namespace rung::sqlite
