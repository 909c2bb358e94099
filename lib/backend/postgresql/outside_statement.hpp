#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "backend/postgresql/sql_words.hpp"

namespace rung::postgresql {

// What a statement outside a transaction changes, as far as the server's catalog tells whether it did.

/// `CREATE INDEX CONCURRENTLY`. The index is in the table's schema.
struct CreateIndex {
  SqlName index;
  SqlName table;
};

/// `DROP INDEX CONCURRENTLY`.
struct DropIndex {
  std::vector<SqlName> indexes;
};

/// `REINDEX … CONCURRENTLY`.
struct Reindex {
  enum class Scope { index, table, schema, database } scope = Scope::index;
  SqlName name;  ///< Of a database it may be empty.
};

/// `ALTER TABLE … DETACH PARTITION … CONCURRENTLY`.
struct DetachPartition {
  SqlName table;
  SqlName partition;
};

/// `ALTER TYPE … ADD VALUE`.
struct AddEnumValue {
  SqlName type;
  std::string value;
};

/// `CREATE` or `DROP` of what has a name, and no more to it.
struct Existence {
  enum class Of { database, tablespace, subscription } of = Of::database;
  enum class After { exists, is_gone } after = After::exists;
  SqlName name;
};

/// `COMMIT PREPARED`, `ROLLBACK PREPARED`.
struct EndPrepared {
  std::string transaction;
};

/// May be executed again, whatever became of it.
struct Repeatable {};

/// Nothing is known of it.
struct Unknown {};

using OutsideStatement = std::variant<Unknown, Repeatable, CreateIndex, DropIndex, Reindex, DetachPartition,
                                      AddEnumValue, Existence, EndPrepared>;

/// Never throws on a text that the server would refuse: that is Unknown.
OutsideStatement read_outside_statement(std::string_view statement);

}  // namespace rung::postgresql
