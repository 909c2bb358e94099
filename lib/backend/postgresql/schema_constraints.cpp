#include <fmt/format.h>

#include "backend/postgresql/schema_query.hpp"

// What stands at a table: constraints, indexes, triggers, policies, statistics. Copies on partitions of what
// stands at their table are left out.

namespace rung::postgresql {
namespace {

constexpr const char* when_checked =
    "case when k.condeferrable then case when k.condeferred then 'initially deferred' "
    "else 'initially immediate' end end";

/// The columns behind the key.
std::string included_columns() {
  return fmt::format("case when i.indnatts > i.indnkeyatts then {} end",
                     column_names("(i.indkey::smallint[])[i.indnkeyatts:]", "i.indrelid"));
}

SchemaQuery keys() {
  SchemaQuery query{"case k.contype when 'p' then 'primary key' else 'unique' end", "r.called",
                    "quote_ident(k.conname)"};
  query.properties = {
      {"columns", column_names("k.conkey", "k.conrelid")},
      {"include", included_columns()},
      {"deferrable", when_checked},
      {"nulls not distinct", yes_if("i.indnullsnotdistinct"), 150000},
      {"without overlaps", yes_if("k.conperiod"), 180000},
      {"options", sorted_list("x.reloptions")},
      {"tablespace", "quote_ident(place.spcname)"},
      {"invalid", yes_if("not i.indisvalid")},
      {"clustered", yes_if("i.indisclustered")},
  };
  query.identity = {"pg_constraint", "k.oid"};
  query.from = R"(relation r
join pg_constraint k on k.conrelid = r.oid and k.contype in ('p', 'u') and k.conparentid = 0
join pg_index i on i.indexrelid = k.conindid
join pg_class x on x.oid = k.conindid
left join pg_tablespace place on place.oid = x.reltablespace)";
  return query;
}

SchemaQuery exclusions() {
  SchemaQuery query{"'exclusion'", "r.called", "quote_ident(k.conname)"};
  query.properties = {{"definition", "pg_get_constraintdef(k.oid)"}};
  query.identity = {"pg_constraint", "k.oid"};
  query.from =
      "relation r join pg_constraint k on k.conrelid = r.oid and k.contype = 'x' and k.conparentid = 0";
  return query;
}

/// What happens to the rows that refer to one that goes or changes; nothing is said of what is usual.
std::string action(std::string_view column) {
  return fmt::format(
      "case {} when 'r' then 'restrict' when 'c' then 'cascade' when 'n' then 'set null' "
      "when 'd' then 'set default' end",
      column);
}

SchemaQuery foreign_keys() {
  SchemaQuery query{"'foreign key'", "r.called", "quote_ident(k.conname)"};
  query.properties = {
      {"columns", column_names("k.conkey", "k.conrelid")},
      {"references", "k.confrelid::regclass::text"},
      {"referenced columns", column_names("k.confkey", "k.confrelid")},
      {"on delete", action("k.confdeltype")},
      {"on delete columns",
       fmt::format("case when k.confdelsetcols is not null then {} end",
                   column_names("k.confdelsetcols", "k.conrelid")),
       150000},
      {"on update", action("k.confupdtype")},
      {"match", "case k.confmatchtype when 'f' then 'full' when 'p' then 'partial' end"},
      {"deferrable", when_checked},
      {"not valid", yes_if("not k.convalidated")},
      {"not enforced", yes_if("not k.conenforced"), 180000},
      {"period", yes_if("k.conperiod"), 180000},
  };
  query.identity = {"pg_constraint", "k.oid"};
  query.from =
      "relation r join pg_constraint k on k.conrelid = r.oid and k.contype = 'f' and k.conparentid = 0";
  return query;
}

/// Of tables and of domains.
SchemaQuery checks() {
  SchemaQuery query{"'check'",
                    fmt::format("coalesce(r.called, {})", qualified("own_schema.name", "t.typname")),
                    "quote_ident(k.conname)"};
  query.properties = {
      {"expression", "pg_get_expr(k.conbin, k.conrelid)"},
      {"no inherit", yes_if("k.connoinherit")},
      {"not valid", yes_if("not k.convalidated")},
      {"not enforced", yes_if("not k.conenforced"), 180000},
      {"inherited", "case when k.coninhcount > 0 then 'yes, and its own' end"},
  };
  query.identity = {"pg_constraint", "k.oid"};
  query.from = R"(pg_constraint k
left join relation r on r.oid = k.conrelid
left join pg_type t on t.oid = k.contypid
left join own_schema on own_schema.oid = t.typnamespace)";
  query.where = fmt::format(
      "k.contype = 'c' and (k.coninhcount = 0 or k.conislocal) and "
      "(r.oid is not null or (own_schema.oid is not null and {}))",
      stands_alone("pg_type", "t.oid"));
  return query;
}

/// The key of an index as one would write it: what is usual for a column is not said.
constexpr const char* key_of_index = R"((
  select string_agg(concat(
      case when part.key = 0 then pg_get_indexdef(i.indexrelid, part.place::integer, false)
           else quote_ident(a.attname) end,
      case when part.collation_oid not in (0, coalesce(a.attcollation, '"default"'::regcollation))
           then ' collate ' || part.collation_oid::regcollation::text end,
      case when not class.opcdefault or xa.attoptions is not null
           then concat(' ', nullif(quote_ident(n.nspname), 'pg_catalog') || '.', quote_ident(class.opcname)) end,
      '(' || array_to_string(xa.attoptions, ', ') || ')',
      case when part.option & 1 = 1 then ' desc' end,
      case when part.option = 1 then ' nulls last' when part.option = 2 then ' nulls first' end),
    ', ' order by part.place)
  from unnest(i.indkey::smallint[], i.indcollation::oid[], i.indclass::oid[], i.indoption::smallint[])
    with ordinality part(key, collation_oid, class_oid, option, place)
  join pg_opclass class on class.oid = part.class_oid
  join pg_namespace n on n.oid = class.opcnamespace
  join pg_attribute xa on xa.attrelid = i.indexrelid and xa.attnum = part.place
  left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = part.key))";

SchemaQuery indexes() {
  SchemaQuery query{"'index'", "r.called", "quote_ident(x.relname)"};
  query.properties = {
      {"columns", key_of_index},
      {"include", included_columns()},
      {"unique", yes_if("i.indisunique")},
      {"nulls not distinct", yes_if("i.indnullsnotdistinct"), 150000},
      {"method", "method.amname"},
      {"where", "pg_get_expr(i.indpred, i.indrelid)"},
      {"options", sorted_list("x.reloptions")},
      {"tablespace", "quote_ident(place.spcname)"},
      {"invalid", yes_if("not i.indisvalid")},
      {"clustered", yes_if("i.indisclustered")},
      {"statistics targets",
       "(select string_agg(attnum || ': ' || attstattarget, ', ' order by attnum) from pg_attribute "
       "where attrelid = i.indexrelid and attstattarget <> -1)"},
  };
  query.identity = {"pg_class", "x.oid"};
  query.from = R"(relation r
join pg_index i on i.indrelid = r.oid
join pg_class x on x.oid = i.indexrelid and not x.relispartition
join pg_am method on method.oid = x.relam
left join pg_tablespace place on place.oid = x.reltablespace
left join pg_constraint k on k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))";
  query.where = "k.oid is null";
  return query;
}

SchemaQuery triggers() {
  SchemaQuery query{"'trigger'", "r.called", "quote_ident(t.tgname)"};
  query.properties = {
      {"definition", "pg_get_triggerdef(t.oid)"},
      {"enabled", when_enabled("t.tgenabled")},
  };
  query.identity = {"pg_trigger", "t.oid"};
  query.from =
      "relation r join pg_trigger t on t.tgrelid = r.oid and not t.tgisinternal and t.tgparentid = 0";
  return query;
}

SchemaQuery policies() {
  SchemaQuery query{"'policy'", "r.called", "quote_ident(p.polname)"};
  query.properties = {
      {"command",
       "case p.polcmd when '*' then 'all' when 'r' then 'select' when 'a' then 'insert' when 'w' then "
       "'update' "
       "when 'd' then 'delete' end"},
      {"restrictive", yes_if("not p.polpermissive")},
      {"roles",
       "(select string_agg(case when oid = 0 then 'public' else quote_ident(pg_get_userbyid(oid)) end, ', ' "
       "order by pg_get_userbyid(oid)) from unnest(p.polroles) oid)"},
      {"using", "pg_get_expr(p.polqual, p.polrelid)"},
      {"with check", "pg_get_expr(p.polwithcheck, p.polrelid)"},
  };
  query.identity = {"pg_policy", "p.oid"};
  query.from = "relation r join pg_policy p on p.polrelid = r.oid";
  return query;
}

/// They have a schema of their own, which may be another one than their table's.
SchemaQuery statistics() {
  SchemaQuery query{"'statistics'", "r.called", qualified("own_schema.name", "s.stxname")};
  query.properties = {
      {"definition", "pg_get_statisticsobjdef(s.oid)"},
      {"statistics target", "nullif(s.stxstattarget, -1)"},
  };
  query.identity = {"pg_statistic_ext", "s.oid", "0", "s.stxowner"};
  query.from =
      "relation r join pg_statistic_ext s on s.stxrelid = r.oid "
      "join own_schema on own_schema.oid = s.stxnamespace";
  return query;
}

}  // namespace

std::vector<SchemaQuery> constraint_queries() {
  return {keys(), exclusions(), foreign_keys(), checks(), indexes(), triggers(), policies(), statistics()};
}

}  // namespace rung::postgresql
