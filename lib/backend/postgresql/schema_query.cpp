#include "backend/postgresql/schema_query.hpp"

#include <fmt/format.h>

#include "backend/postgresql/postgresql_ports.hpp"

namespace rung::postgresql {
namespace {

// By `refclassid` pg_depend has an index, by `deptype` it has none.
constexpr std::string_view common_tables = R"(with own_schema as (
  select oid, nspname as name, quote_ident(nspname) as called, nspowner as owner, nspacl as acl
  from pg_namespace where left(nspname, 3) <> 'pg_' and nspname <> 'information_schema'),
of_extension as (
  select classid, objid from pg_depend where refclassid = 'pg_extension'::regclass and deptype = 'e'),
relation as not materialized (
  select c.*, format('%s.%I', own_schema.called, c.relname) as called
  from pg_class c join own_schema on own_schema.oid = c.relnamespace
  where {} and not {})
)";

std::string is_left_out(const LeftOut& left_out) {
  std::string names;
  for (const std::string& table : left_out.tables) {
    if (!names.empty()) names += ", ";
    names += literal(table);
  }
  if (names.empty()) return "false";
  const std::string by_name = fmt::format("c.relname in ({})", names);
  if (left_out.schema.empty()) return fmt::format("({})", by_name);
  return fmt::format("({} and own_schema.name = {})", by_name, literal(left_out.schema));
}

/// What is in one list of grants and not in the other.
std::string grants_without(std::string_view acl, std::string_view grants, std::string_view other) {
  // Most objects have no list at all, and then what is usual holds.
  return fmt::format(
      "case when {} is not null then (select string_agg(g::text, ', ' order by g::text collate \"C\") "
      "from unnest({}) g where not g = any ({})) end",
      acl, grants, other);
}

/// What is true of all kinds of objects.
std::vector<SchemaQuery::Property> common_properties(const SchemaQuery::Identity& identity) {
  std::vector<SchemaQuery::Property> properties;
  if (!identity.catalog.empty()) properties.push_back({"comment", "about.description"});
  if (!identity.owner.empty()) properties.push_back({"owner", role_name(identity.owner)});
  if (!identity.acl.empty()) {
    const std::string usual = fmt::format("acldefault('{}', {})", identity.acl_kind,
                                          identity.owner.empty() ? identity.acl_owner : identity.owner);
    properties.push_back({"grants", grants_without(identity.acl, identity.acl, usual)});
    properties.push_back({"revoked", grants_without(identity.acl, usual, identity.acl)});
  }
  return properties;
}

std::vector<SchemaQuery::Property> properties_of(const SchemaQuery& query, int server_version) {
  std::vector<SchemaQuery::Property> properties;
  for (const auto& property : query.properties) {
    if (property.since <= server_version) properties.push_back(property);
  }
  for (auto& property : common_properties(query.identity)) properties.push_back(std::move(property));
  return properties;
}

}  // namespace

std::vector<SchemaQuery> schema_queries() {
  std::vector<SchemaQuery> queries;
  for (const auto part :
       {relation_queries, constraint_queries, routine_queries, type_queries, other_queries}) {
    for (SchemaQuery& query : part()) queries.push_back(std::move(query));
  }
  return queries;
}

std::string statement_of(const SchemaQuery& query, int server_version, const LeftOut& left_out) {
  std::string text = fmt::format(common_tables, stands_alone("pg_class", "c.oid"), is_left_out(left_out));
  text += fmt::format("select {}, {}, {}", query.kind, query.parent, query.name);
  for (const auto& property : properties_of(query, server_version)) text += ",\n  " + property.expression;
  text += "\nfrom " + query.from;
  if (!query.identity.catalog.empty())
    text += fmt::format(
        "\nleft join pg_description about on about.objoid = {} and about.classoid = '{}'::regclass "
        "and about.objsubid = {}",
        query.identity.oid, query.identity.catalog, query.identity.column);
  return text + "\nwhere " + query.where;
}

std::vector<std::string> property_names(const SchemaQuery& query, int server_version) {
  std::vector<std::string> names;
  for (auto& property : properties_of(query, server_version)) names.push_back(std::move(property.name));
  return names;
}

std::string yes_if(std::string_view condition) {
  return fmt::format("case when {} then 'yes' end", condition);
}

std::string when_enabled(std::string_view letter) {
  return fmt::format("case {} when 'D' then 'no' when 'R' then 'on replicas' when 'A' then 'always' end",
                     letter);
}

std::string column_names(std::string_view numbers, std::string_view relation) {
  return fmt::format(
      "(select string_agg(quote_ident(named.attname), ', ' order by number.place) "
      "from unnest({}) with ordinality number(value, place) "
      "join pg_attribute named on named.attrelid = {} and named.attnum = number.value)",
      numbers, relation);
}

std::string sorted_list(std::string_view array) {
  return fmt::format(
      "case when {0} is not null then "
      "(select string_agg(option, ', ' order by option collate \"C\") from unnest({0}) option) end",
      array);
}

std::string role_name(std::string_view oid) { return fmt::format("quote_ident(pg_get_userbyid({}))", oid); }

std::string stands_alone(std::string_view catalog, std::string_view oid) {
  return fmt::format("not exists (select from of_extension where classid = '{}'::regclass and objid = {})",
                     catalog, oid);
}

std::string qualified(std::string_view schema, std::string_view name) {
  return fmt::format("format('%I.%I', {}, {})", schema, name);
}

}  // namespace rung::postgresql
