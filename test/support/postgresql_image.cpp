#include "support/postgresql_image.hpp"

#include <string_view>

#include <fmt/format.h>

#include "support/postgresql_client.hpp"

namespace rung::test {
namespace {

/// Names are written with their schemas, and texts are ordered by their bytes.
constexpr std::string_view settings = "set search_path = pg_catalog; set extra_float_digits = 1;";

/// Each row is a line of the image, or, with `rows of` before it, the name of a table whose rows belong to
/// it.
constexpr std::string_view schema_query = R"sql(
with own_schema as (
  select oid, nspname from pg_namespace where nspname !~ '^(pg_|information_schema$)'),
of_extension as (select classid, objid from pg_depend where deptype = 'e'),
relation as (
  select c.*, format('%I.%I', n.nspname, c.relname) as called
  from pg_class c join own_schema n on n.oid = c.relnamespace
  where c.relname !~ '^rung_' and (1259, c.oid) not in (select * from of_extension)),
own_type as (
  select t.*, format('%I.%I', n.nspname, t.typname) as called
  from pg_type t join own_schema n on n.oid = t.typnamespace
  where (1247, t.oid) not in (select * from of_extension)),
line(line) as (
  select 'schema ' || nspname from own_schema
  union all
  select format('extension %s %s', extname, extversion) from pg_extension
  union all
  select 'setting ' || array_to_string(setconfig, ', ') from pg_db_role_setting
  where setdatabase = (select oid from pg_database where datname = current_database())
  union all
  select concat_ws(' ', 'relation', relkind, called, relpersistence, reloptions::text, relrowsecurity, relforcerowsecurity,
    pg_get_partkeydef(oid), pg_get_expr(relpartbound, oid),
    (select string_agg(inhparent::regclass::text, ', ' order by inhseqno) from pg_inherits where inhrelid = r.oid),
    case when relkind in ('v', 'm') then pg_get_viewdef(oid) end)
  from relation r
  union all
  select format('grants on %s: %s', called, (
    select string_agg(a::text, ', ' order by a::text)
    from unnest(coalesce(relacl, acldefault(case relkind when 'S' then 's' else 'r' end::"char", relowner))) a))
  from relation where relkind in ('r', 'p', 'v', 'm', 'f', 'S')
  union all
  select concat_ws(' ', 'column', called, row_number() over (partition by r.oid order by attnum), attname,
    format_type(atttypid, atttypmod), case when attnotnull then 'not null' end, pg_get_expr(adbin, adrelid),
    attidentity, attgenerated, attcollation::regcollation)
  from relation r join pg_attribute on attrelid = r.oid and attnum > 0 and not attisdropped
  left join pg_attrdef on adrelid = attrelid and adnum = attnum
  where relkind in ('r', 'p', 'v', 'm', 'f', 'c')
  union all
  select concat_ws(' ', 'constraint', conname, 'on', coalesce(r.called, t.called), pg_get_constraintdef(k.oid),
    case when not convalidated then 'not validated' end)
  from pg_constraint k left join relation r on r.oid = conrelid left join own_type t on t.oid = contypid
  where contype <> 't' and (r.oid is not null or t.oid is not null)
  union all
  select concat_ws(' ', 'index', pg_get_indexdef(indexrelid), case when not indisvalid then 'invalid' end,
    case when indisclustered then 'clustered' end, case when indisreplident then 'replica identity' end)
  from pg_index join relation on oid = indrelid
  union all
  select concat_ws(' ', 'trigger', pg_get_triggerdef(t.oid), tgenabled)
  from pg_trigger t join relation r on r.oid = tgrelid where not tgisinternal
  union all
  select 'rule ' || pg_get_ruledef(w.oid)
  from pg_rewrite w join relation r on r.oid = ev_class where rulename <> '_RETURN'
  union all
  select concat_ws(' ', 'policy', polname, 'on', called, polcmd, polpermissive, polroles::regrole[]::text,
    pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
  from pg_policy join relation r on r.oid = polrelid
  union all
  select 'statistics ' || pg_get_statisticsobjdef(s.oid) from pg_statistic_ext s join relation r on r.oid = stxrelid
  union all
  select case when prokind = 'a' then 'aggregate ' || p.oid::regprocedure else pg_get_functiondef(p.oid) end
  from pg_proc p join own_schema n on n.oid = pronamespace
  where (1255, p.oid) not in (select * from of_extension)
  union all
  select concat_ws(' ', 'type', typtype, called, case when typtype = 'd' then format_type(typbasetype, typtypmod) end,
    typdefault, case when typnotnull then 'not null' end,
    (select string_agg(enumlabel, ', ' order by enumsortorder) from pg_enum where enumtypid = t.oid))
  from own_type t where typtype in ('d', 'e', 'r')
  union all
  select format('comment on %s %s: %s', called, objsubid, description)
  from pg_description join relation r on r.oid = objoid where classoid = 1259
  union all
  select 'rows of ' || called from relation where relkind in ('r', 'm'))
select line from line order by line collate "C")sql";

constexpr std::string_view rows_of = "rows of ";

}  // namespace

std::string image_of(PostgresqlClient& client) {
  std::string text;
  std::string queries;
  for (const std::string& line : client.rows(fmt::format("{}{}", settings, schema_query))) {
    if (line.rfind(rows_of, 0) != 0) {
      text += line + '\n';
    } else {
      const std::string table = line.substr(rows_of.size());
      queries += fmt::format("select '{}: ' || t::text from only {} t order by t::text collate \"C\";", table,
                             table);
    }
  }
  for (const std::string& row : client.rows(queries)) text += row + '\n';
  return text;
}

}  // namespace rung::test
