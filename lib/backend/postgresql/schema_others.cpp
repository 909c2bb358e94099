#include <fmt/format.h>

#include "backend/postgresql/schema_query.hpp"

// What other objects stand in, and what is said of many of them at once.

namespace rung::postgresql {
namespace {

SchemaQuery schemas() {
  SchemaQuery query{"'schema'", "null", "own_schema.called"};
  query.identity = {"pg_namespace", "own_schema.oid", "0", "own_schema.owner", "own_schema.acl", "n"};
  query.from = "own_schema";
  query.where = stands_alone("pg_namespace", "own_schema.oid");
  return query;
}

SchemaQuery extensions() {
  SchemaQuery query{"'extension'", "null", "quote_ident(e.extname)"};
  query.properties = {
      {"version", "e.extversion"},
      {"schema", "e.extnamespace::regnamespace::text"},
  };
  query.identity = {"pg_extension", "e.oid", "0", "e.extowner"};
  query.from = "pg_extension e";
  return query;
}

SchemaQuery default_privileges() {
  SchemaQuery query{
      "'default privileges'", "null",
      "concat('for ', quote_ident(pg_get_userbyid(d.defaclrole)), ' in ' || own_schema.called, ' on ', "
      "case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions' "
      "when 'T' then 'types' when 'n' then 'schemas' else 'large objects' end)"};
  query.properties = {
      {"grants", sorted_list("d.defaclacl::text[]")},
  };
  query.from = "pg_default_acl d left join own_schema on own_schema.oid = d.defaclnamespace";
  query.where = "d.defaclnamespace = 0 or own_schema.oid is not null";
  return query;
}

/// Up to version 14 all that is published of a table is the whole of it.
SchemaQuery publications() {
  SchemaQuery query{"'publication'", "null", "quote_ident(p.pubname)"};
  query.properties = {
      {"operations",
       "concat_ws(', ', case when p.pubinsert then 'insert' end, case when p.pubupdate then 'update' end, "
       "case when p.pubdelete then 'delete' end, case when p.pubtruncate then 'truncate' end)"},
      {"all tables", yes_if("p.puballtables")},
      {"via root", yes_if("p.pubviaroot")},
      {"schemas",
       "(select string_agg(pnnspid::regnamespace::text, ', ' order by pnnspid::regnamespace::text collate "
       "\"C\") "
       "from pg_publication_namespace where pnpubid = p.oid)",
       150000},
  };
  query.identity = {"pg_publication", "p.oid", "0", "p.pubowner"};
  query.from = "pg_publication p";
  query.where = stands_alone("pg_publication", "p.oid");
  return query;
}

SchemaQuery published_tables() {
  SchemaQuery query{"'published table'", "quote_ident(p.pubname)", "r.called"};
  query.properties = {
      {"columns",
       fmt::format("case when m.prattrs is not null then {} end", column_names("m.prattrs", "m.prrelid")),
       150000},
      {"where", "pg_get_expr(m.prqual, m.prrelid)", 150000},
  };
  query.from =
      "pg_publication p join pg_publication_rel m on m.prpubid = p.oid join relation r on r.oid = m.prrelid";
  return query;
}

SchemaQuery foreign_data_wrappers() {
  SchemaQuery query{"'foreign data wrapper'", "null", "quote_ident(w.fdwname)"};
  query.properties = {
      {"handler", "nullif(w.fdwhandler::regproc::text, '-')"},
      {"validator", "nullif(w.fdwvalidator::regproc::text, '-')"},
      {"options", sorted_list("w.fdwoptions")},
  };
  query.identity = {"pg_foreign_data_wrapper", "w.oid", "0", "w.fdwowner", "w.fdwacl", "F"};
  query.from = "pg_foreign_data_wrapper w";
  query.where = stands_alone("pg_foreign_data_wrapper", "w.oid");
  return query;
}

SchemaQuery foreign_servers() {
  SchemaQuery query{"'server'", "null", "quote_ident(s.srvname)"};
  query.properties = {
      {"wrapper", "quote_ident(w.fdwname)"},
      {"type", "s.srvtype"},
      {"version", "s.srvversion"},
      {"options", sorted_list("s.srvoptions")},
  };
  query.identity = {"pg_foreign_server", "s.oid", "0", "s.srvowner", "s.srvacl", "S"};
  query.from = "pg_foreign_server s join pg_foreign_data_wrapper w on w.oid = s.srvfdw";
  query.where = stands_alone("pg_foreign_server", "s.oid");
  return query;
}

}  // namespace

std::vector<SchemaQuery> other_queries() {
  return {schemas(),        extensions(),       default_privileges(),
          publications(),   published_tables(), foreign_data_wrappers(),
          foreign_servers()};
}

}  // namespace rung::postgresql
