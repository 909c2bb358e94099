#include "backend/sqlite3/index_definition.hpp"

namespace rung::sqlite {

IndexDefinition read_index_definition(SqlTokens statement) {
  SqlCursor cursor(statement);
  if (!cursor.take("create unique index")) cursor.take("create index");
  cursor.take_name();
  cursor.take("on");
  cursor.take_name();
  IndexDefinition index;
  index.parts = key_parts(cursor.take_parentheses().value_or(SqlTokens{}));
  if (cursor.take("where")) index.where = cursor.rest();
  return index;
}

}  // namespace rung::sqlite
