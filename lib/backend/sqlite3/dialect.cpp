#include "backend/sqlite3/sqlite_ports.hpp"

namespace rung::sqlite {

const SqlDialect dialect = [] {
  SqlDialect sql;
  sql.name = Dialect::sqlite;
  sql.default_schema = "main";
  sql.integer_type = "integer";
  sql.text_type = "text";
  // AUTOINCREMENT, so that the id of a row that was rolled back or deleted is never given again.
  sql.identity_column = "integer primary key autoincrement";
  sql.numbered_parameter = "?";
  sql.literal = standard_literal;
  sql.table_exists = "select 1 from pragma_table_list where schema = ?1 and name = ?2";
  sql.tables_of_schema =
      "select name from pragma_table_list where schema = ?1 and type in ('table', 'view', 'virtual') "
      "and name not like 'sqlite\\_%' escape '\\'";
  sql.schemas_with_table =
      "select schema from pragma_table_list where name = ?1 and type = 'table' and schema <> 'temp'";
  sql.begin_reading = "begin";
  sql.literal_of_column = "quote({column})";
  sql.literal_of_type = "{literal}";  // A cast to a date would make a number of it.
  sql.defer_foreign_keys = "pragma defer_foreign_keys = on";
  return sql;
}();

}  // namespace rung::sqlite
