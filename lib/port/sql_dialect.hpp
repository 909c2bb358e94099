#pragma once

#include <string>
#include <string_view>

#include <rung/dialect.hpp>

#include "port/executor.hpp"

namespace rung {

/// How a database writes what the ledger's SQL needs, as data: the SQL itself stands once, in `record/`.
struct SqlDialect {
  Dialect name = Dialect::any;
  std::string_view
      default_schema;  ///< Where the ledger is if no schema is given; empty: where `current_schema` says.
  std::string_view integer_type;  ///< Of 64 bits.
  std::string_view text_type;
  std::string_view
      identity_column;  ///< Type and constraint of a key that counts up by itself and is never reused.
  std::string_view numbered_parameter;  ///< What stands before a parameter's number: `?1`, `$1`.
  std::string (*literal)(std::string_view text) = nullptr;  ///< The one escaping function (design.md rule 8).

  /// An expression for the name of the schema in which the table `{table}` (a literal with the quoted name)
  /// is found.
  std::string_view schema_of_table;
  /// The schema where a table without one is created; null if there is none. Empty with a `default_schema`.
  std::string_view current_schema;
  /// A row if schema `?1` has a table `?2`.
  std::string_view table_exists;
  /// Names of the ordinary tables and views of the schema `?1`, one a row, without the engine's own and those
  /// of extensions.
  std::string_view tables_of_schema;
  /// Names of the schemas in which a table `?1` exists.
  std::string_view schemas_with_table;
  /// Names of the schemas that the session would look for a table `?1` in, that have one, and that its role
  /// may not use, so that it does not see it. Empty where there is no such thing.
  std::string_view hidden_schemas_with_table;
  /// Begins a transaction that only reads, and in which all is read as of one moment.
  std::string_view begin_reading;
  /// A row if the role may write the tables `?1` and `?2` (quoted, with their schema); the same for creating
  /// them in schema `?1`. Empty where there are no roles.
  std::string_view may_write_tables;
  std::string_view may_create_tables;
  /// The value of a column, `{column}`, as it can be written into a statement: for rows that are compared, or
  /// written again.
  std::string_view literal_of_column;
  /// A literal, `{literal}`, as a value of the type `{type}`.
  std::string_view literal_of_type;
  /// A statement that lets a transaction's foreign keys wait until its end, where they may.
  std::string_view defer_foreign_keys;
  /// What stands before a table's name where the rows of its children are not meant.
  std::string_view rows_of_one_table;
  /// The role that would have to be granted something; empty where there are no roles.
  std::string_view current_role;
};

/// An identifier in double quotes, which stand doubled in it (SQL:2016, 5.2 <delimited identifier>).
std::string quoted(std::string_view identifier);

/// A text in single quotes, which stand doubled in it (SQL:2016, 5.3 <character string literal>). What no
/// database takes in a text, a NUL, becomes U+FFFD.
std::string standard_literal(std::string_view text);

/// As it can be written into a statement: `null`, digits, or the dialect's literal.
std::string written(const Value& value, const SqlDialect& dialect);

/// The query as text, its values written in place of its parameters: for messages that cannot bind.
/// Parameters in quotes are none.
std::string with_literals(const Query& query, const SqlDialect& dialect);

}  // namespace rung
