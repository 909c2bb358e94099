#include <fmt/format.h>

#include "backend/postgresql/schema_query.hpp"

// Types and collations.

namespace rung::postgresql {
namespace {

/// A type by itself: `from` has it as `t`.
SchemaQuery of_types(std::string kind, std::string_view type_kind) {
  SchemaQuery query{std::move(kind), "null", qualified("own_schema.name", "t.typname")};
  query.identity = {"pg_type", "t.oid", "0", "t.typowner", "t.typacl", "T"};
  query.from = "pg_type t join own_schema on own_schema.oid = t.typnamespace";
  query.where = fmt::format("t.typtype = '{}' and {}", type_kind, stands_alone("pg_type", "t.oid"));
  return query;
}

SchemaQuery enums() {
  SchemaQuery query = of_types("'enum'", "e");
  query.properties = {
      {"values",
       "(select string_agg(quote_literal(enumlabel), ', ' order by enumsortorder) from pg_enum "
       "where enumtypid = t.oid)"},
  };
  return query;
}

SchemaQuery domains() {
  SchemaQuery query = of_types("'domain'", "d");
  query.properties = {
      {"type", "format_type(t.typbasetype, t.typtypmod)"},
      {"not null", yes_if("t.typnotnull")},
      {"default", "pg_get_expr(t.typdefaultbin, 0)"},
      {"collation",
       "case when t.typcollation <> base.typcollation then t.typcollation::regcollation::text end"},
  };
  query.from += "\njoin pg_type base on base.oid = t.typbasetype";
  return query;
}

/// Its columns are among the columns of relations. Every table has such a type, too.
SchemaQuery composites() {
  SchemaQuery query = of_types("'composite type'", "c");
  query.properties = {
      {"columns",
       "(select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute "
       "where attrelid = t.typrelid and attnum > 0 and not attisdropped)"},
  };
  query.from += "\njoin pg_class c on c.oid = t.typrelid and c.relkind = 'c'";
  return query;
}

SchemaQuery ranges() {
  SchemaQuery query = of_types("'range type'", "r");
  query.properties = {
      {"subtype", "format_type(range.rngsubtype, null)"},
      {"operator class",
       "case when not class.opcdefault then (select format('%I.%I', nspname, class.opcname) from "
       "pg_namespace "
       "where oid = class.opcnamespace) end"},
      {"collation",
       "case when range.rngcollation <> subtype.typcollation then range.rngcollation::regcollation::text "
       "end"},
      {"canonical", "nullif(range.rngcanonical::text, '-')"},
      {"subtype difference", "nullif(range.rngsubdiff::text, '-')"},
      {"multirange", "format_type(range.rngmultitypid, null)"},
  };
  query.from += R"(
join pg_range range on range.rngtypid = t.oid
join pg_type subtype on subtype.oid = range.rngsubtype
join pg_opclass class on class.oid = range.rngsubopc)";
  return query;
}

/// Where the locale is kept depends on the server's version, and there are few collations.
SchemaQuery collations() {
  SchemaQuery query{"'collation'", "null", qualified("own_schema.name", "c.collname")};
  query.properties = {
      {"provider",
       "case c.collprovider when 'c' then 'libc' when 'i' then 'icu' when 'b' then 'builtin' end"},
      {"locale",
       "coalesce(to_jsonb(c) ->> 'colllocale', to_jsonb(c) ->> 'colliculocale', nullif(c.collcollate, ''))"},
      {"character type", "case when c.collctype <> c.collcollate then c.collctype end"},
      {"rules", "to_jsonb(c) ->> 'collicurules'"},
      {"not deterministic", yes_if("not c.collisdeterministic")},
  };
  query.identity = {"pg_collation", "c.oid", "0", "c.collowner"};
  query.from = "pg_collation c join own_schema on own_schema.oid = c.collnamespace";
  query.where = stands_alone("pg_collation", "c.oid");
  return query;
}

}  // namespace

std::vector<SchemaQuery> type_queries() { return {enums(), domains(), composites(), ranges(), collations()}; }

}  // namespace rung::postgresql
