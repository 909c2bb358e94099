#pragma once

#include <string>
#include <string_view>

#include <rung/dialect.hpp>

namespace rung {

/// How a database writes what the ledger's SQL needs, as data: the SQL itself stands once, in `record/`.
struct SqlDialect {
  Dialect name = Dialect::any;
  std::string_view default_schema;  ///< Where the ledger is if no schema is given; empty: unqualified.
  std::string_view integer_type;    ///< Of 64 bits.
  std::string_view text_type;
  std::string_view
      identity_column;  ///< Type and constraint of a key that counts up by itself and is never reused.
  std::string_view numbered_parameter;  ///< What stands before a parameter's number: `?1`, `$1`.
  /// Names of the ordinary tables and views of the schema `?1`, one a row, without the engine's own.
  std::string_view tables_of_schema;
  /// Names of the schemas in which a table `?1` exists.
  std::string_view schemas_with_table;
};

/// An identifier in double quotes, which stand doubled in it (SQL:2016, 5.2 <delimited identifier>).
std::string quoted(std::string_view identifier);

}  // namespace rung
