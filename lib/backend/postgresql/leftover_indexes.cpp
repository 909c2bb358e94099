#include "backend/postgresql/leftover_indexes.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "port/failure.hpp"

namespace rung::postgresql {
namespace {

// Each answers with an index's quoted name, the oid of its table, and the table's quoted name. A partitioned
// index is invalid until its parts are attached, and never built concurrently.

constexpr std::string_view leftover_of_create = R"(
select format('%I.%I', n.nspname, c.relname), i.indrelid, format('%I.%I', n.nspname, t.relname)
from pg_class t
join pg_namespace n on n.oid = t.relnamespace
join pg_class c on c.relnamespace = t.relnamespace and c.relname = (parse_ident($2::text))[1]::name
join pg_index i on i.indexrelid = c.oid and i.indrelid = t.oid
where t.oid = to_regclass($1::text) and c.relkind = 'i' and not i.indisvalid)";

// Of the indexes of toast tables only a superuser may drop what is left; they are in nobody's way.
// The server clips a long name before it adds to it: what comes out is then about as long as a name can be.
constexpr std::string_view leftovers_of_reindex = R"(
select format('%I.%I', n.nspname, c.relname), i.indrelid, i.indrelid::regclass::text
from pg_index i
join pg_class c on c.oid = i.indexrelid
join pg_namespace n on n.oid = c.relnamespace
cross join lateral substring(c.relname::text from '^(.*)_cc(?:new|old)[0-9]*$') as stem
where c.relkind = 'i' and not i.indisvalid and has_schema_privilege(n.oid, 'usage') and exists (
  select from concerned
  join pg_index ci on ci.indexrelid = concerned.index and ci.indrelid = i.indrelid and ci.indexrelid <> i.indexrelid
  join pg_class cc on cc.oid = ci.indexrelid
  where cc.relname = stem or (octet_length(c.relname::text) >= 60 and starts_with(cc.relname::text, stem)))
order by 1)";

constexpr std::string_view of_index = R"(
with concerned(index) as (
  select to_regclass($1::text)::oid union select relid::oid from pg_partition_tree(to_regclass($1::text))))";

constexpr std::string_view of_tables = R"(
with concerned(index) as (
  select i.indexrelid from pg_index i join pg_class t on i.indrelid in (t.oid, t.reltoastrelid)
  where {}))";

constexpr std::string_view is_table =
    "t.oid = to_regclass($1::text) or t.oid in (select relid from pg_partition_tree(to_regclass($1::text)))";
constexpr std::string_view is_in_schema = "t.relnamespace = to_regnamespace($1::text)";

// Whoever builds an index concurrently holds this lock on its table all the time, and says what it does in a
// view that tells at least this much to everybody.
constexpr std::string_view builders = R"(
select l.pid from pg_locks l
join pg_stat_progress_create_index p on p.pid = l.pid
where l.locktype = 'relation' and l.mode = 'ShareUpdateExclusiveLock' and l.granted and l.relation = $1::oid
and l.database = (select oid from pg_database where datname = current_database()) and l.pid <> pg_backend_pid())";

bool is_left(Executor& executor, const Row& index, WhileBuilt while_built) {
  const Rows found = executor.query({builders, {std::string_view(*index[1])}});
  if (found.empty()) return true;
  if (while_built == WhileBuilt::leave_alone) return false;
  throw Failure(
      Failure::Kind::busy, "",
      fmt::format("another session (pid {}) is building an index on {} just now", *found[0][0], *index[2]));
}

void drop(Executor& executor, const Query& leftovers, WhileBuilt while_built) {
  Rows left;
  for (Row& index : executor.query(leftovers)) {
    if (is_left(executor, index, while_built)) left.push_back(std::move(index));
  }
  if (left.empty()) return;
  // Asked again: one that was built till a moment ago is valid now, and one that is new is somebody else's.
  for (const Row& index : executor.query(leftovers)) {
    if (std::find(left.begin(), left.end(), index) == left.end()) continue;
    executor.query({fmt::format("drop index concurrently if exists {}", *index[0]), {}});
  }
}

std::string concerned(Reindex::Scope scope) {
  switch (scope) {
    case Reindex::Scope::index:
      return std::string(of_index);
    case Reindex::Scope::table:
      return fmt::format(of_tables, is_table);
    case Reindex::Scope::schema:
      return fmt::format(of_tables, is_in_schema);
    case Reindex::Scope::database:
      break;
  }
  return fmt::format(of_tables, "true");
}

}  // namespace

void drop_leftovers(Executor& executor, const CreateIndex& statement, WhileBuilt while_built) {
  drop(executor,
       {leftover_of_create, {std::string_view(statement.table.text), std::string_view(statement.index.text)}},
       while_built);
}

void drop_leftovers(Executor& executor, const Reindex& statement, WhileBuilt while_built) {
  const std::string sql = concerned(statement.scope) + std::string(leftovers_of_reindex);
  Query query{sql, {}};
  if (statement.scope != Reindex::Scope::database)
    query.values.emplace_back(std::string_view(statement.name.text));
  drop(executor, query, while_built);
}

}  // namespace rung::postgresql
