#include <fmt/format.h>

#include "backend/postgresql/schema_query.hpp"

// What has a body, or calls one.

namespace rung::postgresql {
namespace {

constexpr const char* own_routines = "pg_proc p join own_schema on own_schema.oid = p.pronamespace";

/// That nothing else made it: a range type comes with functions and a cast.
std::string made_by_itself(std::string_view catalog, std::string_view oid) {
  return fmt::format(
      "{} and not exists (select from pg_depend where classid = '{}'::regclass and objid = {} and deptype = "
      "'i')",
      stands_alone(catalog, oid), catalog, oid);
}

/// Functions may share a name; with the types of their arguments they do not.
SchemaQuery routines() {
  SchemaQuery query{
      "case p.prokind when 'p' then 'procedure' when 'w' then 'window function' else 'function' end", "null",
      "p.oid::regprocedure::text"};
  query.properties = {{"definition", "rtrim(pg_get_functiondef(p.oid), chr(10))"}};
  query.identity = {"pg_proc", "p.oid", "0", "p.proowner", "p.proacl", "f"};
  query.from = own_routines;
  query.where = fmt::format("p.prokind <> 'a' and {}", made_by_itself("pg_proc", "p.oid"));
  return query;
}

/// A function that belongs to an aggregate or an operator; nothing if there is none.
std::string function(std::string_view oid) { return fmt::format("nullif({}::regproc::text, '-')", oid); }

SchemaQuery aggregates() {
  SchemaQuery query{"'aggregate'", "null", "p.oid::regprocedure::text"};
  query.properties = {
      {"arguments", "pg_get_function_arguments(p.oid)"},
      {"kind", "case a.aggkind when 'o' then 'ordered set' when 'h' then 'hypothetical set' end"},
      {"transition", function("a.aggtransfn")},
      {"state type", "format_type(a.aggtranstype, null)"},
      {"state size", "nullif(a.aggtransspace, 0)"},
      {"initial value", "a.agginitval"},
      {"final", function("a.aggfinalfn")},
      {"final sees arguments", yes_if("a.aggfinalextra")},
      {"final modifies", "a.aggfinalmodify"},
      {"combine", function("a.aggcombinefn")},
      {"serialize", function("a.aggserialfn")},
      {"deserialize", function("a.aggdeserialfn")},
      {"moving transition", function("a.aggmtransfn")},
      {"moving inverse", function("a.aggminvtransfn")},
      {"moving state type", "case when a.aggmtranstype <> 0 then format_type(a.aggmtranstype, null) end"},
      {"moving state size", "nullif(a.aggmtransspace, 0)"},
      {"moving initial value", "a.aggminitval"},
      {"moving final", function("a.aggmfinalfn")},
      {"moving final sees arguments", yes_if("a.aggmfinalextra")},
      {"moving final modifies", "a.aggmfinalmodify"},
      {"sort operator", "nullif(a.aggsortop::regoperator::text, '0')"},
      {"parallel", "case p.proparallel when 's' then 'safe' when 'r' then 'restricted' end"},
  };
  query.identity = {"pg_proc", "p.oid", "0", "p.proowner", "p.proacl", "f"};
  query.from = fmt::format("{} join pg_aggregate a on a.aggfnoid = p.oid", own_routines);
  query.where = stands_alone("pg_proc", "p.oid");
  return query;
}

SchemaQuery operators() {
  SchemaQuery query{"'operator'", "null", "o.oid::regoperator::text"};
  query.properties = {
      {"function", "o.oprcode::regprocedure::text"},
      {"result", "format_type(o.oprresult, null)"},
      {"commutator", "nullif(o.oprcom::regoperator::text, '0')"},
      {"negator", "nullif(o.oprnegate::regoperator::text, '0')"},
      {"restrict", function("o.oprrest")},
      {"join", function("o.oprjoin")},
      {"hashes", yes_if("o.oprcanhash")},
      {"merges", yes_if("o.oprcanmerge")},
  };
  query.identity = {"pg_operator", "o.oid", "0", "o.oprowner"};
  query.from = "pg_operator o join own_schema on own_schema.oid = o.oprnamespace";
  query.where = stands_alone("pg_operator", "o.oid");
  return query;
}

/// A cast has no name and no schema. Those of the server itself have the oids before the first of a user.
SchemaQuery casts() {
  SchemaQuery query{"'cast'", "null",
                    "format('(%s as %s)', format_type(c.castsource, null), format_type(c.casttarget, null))"};
  query.properties = {
      {"function", "case when c.castfunc <> 0 then c.castfunc::regprocedure::text end"},
      {"method", "case c.castmethod when 'i' then 'inout' when 'b' then 'binary' end"},
      {"context", "case c.castcontext when 'i' then 'implicit' when 'a' then 'assignment' end"},
  };
  query.identity = {"pg_cast", "c.oid"};
  query.from = "pg_cast c";
  query.where = fmt::format("c.oid >= 16384 and {}", made_by_itself("pg_cast", "c.oid"));
  return query;
}

SchemaQuery event_triggers() {
  SchemaQuery query{"'event trigger'", "null", "quote_ident(e.evtname)"};
  query.properties = {
      {"event", "e.evtevent"},
      {"function", "e.evtfoid::regprocedure::text"},
      {"tags", sorted_list("e.evttags")},
      {"enabled", when_enabled("e.evtenabled")},
  };
  query.identity = {"pg_event_trigger", "e.oid", "0", "e.evtowner"};
  query.from = "pg_event_trigger e";
  query.where = stands_alone("pg_event_trigger", "e.oid");
  return query;
}

}  // namespace

std::vector<SchemaQuery> routine_queries() {
  return {routines(), aggregates(), operators(), casts(), event_triggers()};
}

}  // namespace rung::postgresql
