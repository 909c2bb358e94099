#include <fmt/format.h>

#include "backend/postgresql/schema_query.hpp"

// What holds rows: tables, views, sequences, and their columns.

namespace rung::postgresql {
namespace {

/// With its schema; a table whose toast table has options of its own has them here, too.
constexpr const char* options_of_both =
    "(select string_agg(option, ', ' order by option collate \"C\") from ("
    "select unnest(r.reloptions) union all select 'toast.' || unnest(toast.reloptions)) o(option))";

SchemaQuery tables() {
  SchemaQuery query{"'table'", "null", "r.called"};
  query.properties = {
      {"columns",
       "(select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute "
       "where attrelid = r.oid and attnum > 0 and not attisdropped)"},
      {"storage", "case when r.relkind = 'f' then 'foreign' when r.relpersistence = 'u' then 'unlogged' end"},
      {"access method", "nullif(access.amname, 'heap')"},
      {"tablespace", "quote_ident(place.spcname)"},
      {"options",
       fmt::format("case when r.reloptions is not null or toast.reloptions is not null then {} end",
                   options_of_both)},
      {"partition key", "case when r.relkind = 'p' then pg_get_partkeydef(r.oid) end"},
      {"partition of", "case when r.relispartition then parents.names end"},
      {"partition bound", "case when r.relispartition then pg_get_expr(r.relpartbound, r.oid) end"},
      {"inherits", "case when not r.relispartition then parents.names end"},
      {"of type", "case when r.reloftype <> 0 then format_type(r.reloftype, null) end"},
      {"row security",
       "nullif(concat_ws(', ', case when r.relrowsecurity then 'enabled' end, "
       "case when r.relforcerowsecurity then 'forced' end), '')"},
      {"replica identity",
       "case when r.relkind <> 'f' then case r.relreplident when 'n' then 'nothing' when 'f' then 'full' "
       "when 'i' then 'index ' || "
       "(select quote_ident(i.relname) from pg_index join pg_class i on i.oid = indexrelid "
       "where indrelid = r.oid and indisreplident) end end"},
      {"server", "quote_ident(server.srvname)"},
      {"server options", sorted_list("f.ftoptions")},
  };
  query.identity = {"pg_class", "r.oid", "0", "r.relowner", "r.relacl", "r"};
  query.from = R"(relation r
left join pg_class toast on toast.oid = r.reltoastrelid
left join pg_am access on access.oid = r.relam
left join pg_tablespace place on place.oid = r.reltablespace
left join pg_foreign_table f on f.ftrelid = r.oid
left join pg_foreign_server server on server.oid = f.ftserver
left join (
  select inhrelid, string_agg(inhparent::regclass::text, ', ' order by inhseqno) as names
  from pg_inherits group by inhrelid) parents on parents.inhrelid = r.oid)";
  query.where = "r.relkind in ('r', 'p', 'f')";
  return query;
}

SchemaQuery columns() {
  SchemaQuery query{"'column'", "r.called", "quote_ident(a.attname)"};
  query.properties = {
      {"type", "format_type(a.atttypid, a.atttypmod)"},
      {"not null", yes_if("a.attnotnull")},
      {"default", "case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end"},
      {"generated",
       "case a.attgenerated when 's' then pg_get_expr(d.adbin, d.adrelid) || ' stored' "
       "when 'v' then pg_get_expr(d.adbin, d.adrelid) || ' virtual' end"},
      {"identity", "case a.attidentity when 'a' then 'always' when 'd' then 'by default' end"},
      {"collation", "case when a.attcollation <> t.typcollation then a.attcollation::regcollation::text end"},
      {"storage",
       "case when a.attstorage <> t.typstorage then case a.attstorage when 'p' then 'plain' "
       "when 'e' then 'external' when 'x' then 'extended' when 'm' then 'main' end end"},
      {"compression", "case a.attcompression when 'p' then 'pglz' when 'l' then 'lz4' end"},
      {"statistics target", "nullif(a.attstattarget, -1)"},
      {"options", sorted_list("a.attoptions")},
      {"server options", sorted_list("a.attfdwoptions")},
      {"inherited",
       "case when a.attinhcount > 0 then case when a.attislocal then 'yes, and its own' else 'yes' end end"},
  };
  query.identity = {"pg_class", "r.oid", "a.attnum", "", "a.attacl", "c", "r.relowner"};
  query.from = R"(relation r
join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
join pg_type t on t.oid = a.atttypid
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum)";
  query.where = "r.relkind in ('r', 'p', 'f', 'v', 'm', 'c')";
  return query;
}

SchemaQuery views() {
  SchemaQuery query{"case r.relkind when 'm' then 'materialized view' else 'view' end", "null", "r.called"};
  query.properties = {
      {"definition", "btrim(pg_get_viewdef(r.oid), ' ;')"},
      {"options", sorted_list("r.reloptions")},
      {"populated", yes_if("r.relkind = 'm' and r.relispopulated")},
      {"access method", "nullif(access.amname, 'heap')"},
      {"tablespace", "quote_ident(place.spcname)"},
  };
  query.identity = {"pg_class", "r.oid", "0", "r.relowner", "r.relacl", "r"};
  query.from = R"(relation r
left join pg_am access on access.oid = r.relam
left join pg_tablespace place on place.oid = r.reltablespace)";
  query.where = "r.relkind in ('v', 'm')";
  return query;
}

SchemaQuery rules() {
  SchemaQuery query{"'rule'", "r.called", "quote_ident(w.rulename)"};
  query.properties = {
      {"definition", "pg_get_ruledef(w.oid)"},
      {"enabled", when_enabled("w.ev_enabled")},
  };
  query.identity = {"pg_rewrite", "w.oid"};
  query.from = "relation r join pg_rewrite w on w.ev_class = r.oid and w.rulename <> '_RETURN'";
  return query;
}

/// Not their next value. One that belongs to a table that is left out is left out with it.
SchemaQuery sequences() {
  SchemaQuery query{"'sequence'", "null", "r.called"};
  query.properties = {
      {"type", "format_type(s.seqtypid, null)"},
      {"start", "s.seqstart"},
      {"increment", "s.seqincrement"},
      {"minimum", "s.seqmin"},
      {"maximum", "s.seqmax"},
      {"cache", "s.seqcache"},
      {"cycle", yes_if("s.seqcycle")},
      {"storage", "case when r.relpersistence = 'u' then 'unlogged' end"},
      {"owned by", "owning.called || '.' || quote_ident(a.attname)"},
  };
  query.identity = {"pg_class", "r.oid", "0", "r.relowner", "r.relacl", "s"};
  query.from = R"(relation r
join pg_sequence s on s.seqrelid = r.oid
left join pg_depend belongs on belongs.classid = 'pg_class'::regclass and belongs.objid = r.oid
  and belongs.refclassid = 'pg_class'::regclass and belongs.deptype in ('a', 'i')
left join relation owning on owning.oid = belongs.refobjid
left join pg_attribute a on a.attrelid = owning.oid and a.attnum = belongs.refobjsubid)";
  query.where = "belongs.objid is null or owning.oid is not null";
  return query;
}

}  // namespace

std::vector<SchemaQuery> relation_queries() { return {tables(), columns(), views(), rules(), sequences()}; }

}  // namespace rung::postgresql
