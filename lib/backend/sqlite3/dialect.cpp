#include "backend/sqlite3/sqlite_ports.hpp"

namespace rung::sqlite {

const SqlDialect dialect{
    Dialect::sqlite,
    "main",
    "integer",
    "text",
    // AUTOINCREMENT, so that the id of a row that was rolled back or deleted is never given again.
    "integer primary key autoincrement",
    "?",
    "select name from pragma_table_list where schema = ?1 and type in ('table', 'view', 'virtual') "
    "and name not like 'sqlite\\_%' escape '\\'",
    "select schema from pragma_table_list where name = ?1 and type = 'table' and schema <> 'temp'",
};

}  // namespace rung::sqlite
