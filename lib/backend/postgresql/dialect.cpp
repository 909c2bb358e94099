#include "backend/postgresql/postgresql_ports.hpp"

namespace rung::postgresql {

std::string literal(std::string_view text) {
  std::string quoted = standard_literal(text);
  if (text.find('\\') == std::string_view::npos) return quoted;
  std::string escaped = "E";
  for (const char c : quoted) {
    if (c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

const SqlDialect dialect = [] {
  SqlDialect sql;
  sql.name = Dialect::postgresql;
  sql.integer_type = "bigint";
  sql.text_type = "text";
  sql.identity_column = "bigint generated always as identity primary key";
  sql.numbered_parameter = "$";
  sql.literal = literal;
  sql.schema_of_table =
      "(select n.nspname from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace "
      "where c.oid = {table}::pg_catalog.regclass)";
  sql.current_schema = "select pg_catalog.current_schema()";
  sql.table_exists =
      "select 1 from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace "
      "where n.nspname = $1 and c.relname = $2";
  sql.tables_of_schema =
      "select c.relname from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace "
      "where n.nspname = $1 and c.relkind in ('r', 'p', 'v', 'm', 'f') and not exists "
      "(select 1 from pg_catalog.pg_depend d where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass "
      "and d.objid = c.oid and d.deptype = 'e') order by 1";
  // Another tool's table of that name has no such column.
  sql.schemas_with_table =
      "select n.nspname from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace "
      "where c.relname = $1 and c.relkind in ('r', 'p') and n.nspname !~ '^pg_' "
      "and pg_catalog.has_schema_privilege(n.oid, 'usage') and pg_catalog.has_table_privilege(c.oid, "
      "'select') "
      "and exists (select 1 from pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attname = "
      "'catalog' "
      "and not a.attisdropped) order by 1";
  // A schema without USAGE is passed over in silence when a name is looked up.
  sql.hidden_schemas_with_table =
      "select n.nspname from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace "
      "where c.relname = $1 and c.relkind in ('r', 'p') and not pg_catalog.has_schema_privilege(n.oid, "
      "'usage') "
      "and n.nspname in (select case btrim(s) when '\"$user\"' then current_user::text "
      "else replace(btrim(btrim(s), '\"'), '\"\"', '\"') end "
      "from unnest(string_to_array(current_setting('search_path'), ',')) s) order by 1";
  sql.begin_reading = "begin isolation level repeatable read read only";
  sql.may_write_tables =
      "select 1 where pg_catalog.has_table_privilege($1, 'insert') and pg_catalog.has_table_privilege($1, "
      "'update') "
      "and pg_catalog.has_table_privilege($2, 'insert') and pg_catalog.has_table_privilege($2, 'update')";
  sql.may_create_tables = "select 1 where pg_catalog.has_schema_privilege($1, 'create')";
  sql.literal_of_column = "pg_catalog.quote_nullable({column}::pg_catalog.text)";
  sql.literal_of_type = "cast({literal} as {type})";
  sql.defer_foreign_keys = "set constraints all deferred";
  sql.rows_of_one_table = "only ";
  sql.current_role = "select current_user";
  return sql;
}();

}  // namespace rung::postgresql
