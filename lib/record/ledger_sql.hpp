#pragma once

#include <string>
#include <string_view>

#include "port/sql_dialect.hpp"

namespace rung {

/// The ledger's SQL, made once for a ledger. Identifiers are quoted, values are bound; readers name their
/// columns, so that columns a newer format has added do not hurt.
struct LedgerSql {
  /// Without a schema the tables are those that the session finds by their names.
  LedgerSql(const SqlDialect& dialect, const std::string& prefix, std::string_view schema);

  std::string version_name;  ///< Unquoted: what the engine's catalog calls it.
  std::string ledger_name;
  std::string version_table;  ///< Quoted, with its schema.
  std::string ledger_table;

  std::string create_version;
  std::string create_ledger;
  std::string read_version;
  std::string insert_version;
  std::string update_version;
  std::string update_end_of_run;
  std::string read_entries;
  std::string read_history;
  std::string proof_of_run;
  std::string insert_entry;
  std::string insert_entries;  ///< Up to the rows, for a message that holds many.
  std::string close_entry;
  std::string advance_entry;
};

/// `select 1 from <schema>.<table> where catalog = ?1`, for a version table in another schema.
std::string catalog_query(const SqlDialect& dialect, std::string_view schema, std::string_view table);

}  // namespace rung
