#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "backend/postgresql/postgresql_ports.hpp"
#include "backend/postgresql/schema_query.hpp"

namespace rung::postgresql {
namespace {

/// All queries see the same moment, and the server writes every name with its schema, and every constant in
/// one way, whatever the session has set. It ends with the transaction. The encoding has to be there before
/// the message with the queries is sent. Most of the time went into planning, so tables are joined in the
/// order in which the queries name them, which is a good one.
constexpr std::string_view begin = R"(begin isolation level repeatable read read only;
set local client_encoding = 'UTF8';
set local standard_conforming_strings = on;
set local search_path = pg_catalog, pg_temp;
set local quote_all_identifiers = off;
set local extra_float_digits = 1;
set local bytea_output = hex;
set local datestyle = iso, ymd;
set local intervalstyle = postgres;
set local timezone = 'UTC';
set local lc_monetary = 'C';
set local join_collapse_limit = 1;
set local from_collapse_limit = 1;
set local jit = off)";

void add_objects(const Rows& rows, const std::vector<std::string>& names,
                 std::vector<SchemaObject>& objects) {
  constexpr std::size_t before_properties = 3;
  for (const Row& row : rows) {
    SchemaObject object{row[0].value_or(""), row[1].value_or(""), row[2].value_or(""), {}};
    for (std::size_t i = 0; i < names.size(); ++i) {
      const auto& value = row[before_properties + i];
      if (value) object.properties.push_back({names[i], *value});
    }
    objects.push_back(std::move(object));
  }
}

}  // namespace

Schema SchemaReader::read(const LeftOut& left_out) {
  const int version = PQserverVersion(exchange_->connection());
  const std::vector<SchemaQuery> queries = schema_queries();
  std::string message;
  for (const SchemaQuery& query : queries) message += statement_of(query, version, left_out) + ";\n";
  Executor executor(*exchange_);
  try {
    exchange_->message(std::string(begin));
    const std::vector<Rows> answers = exchange_->message(message + "commit");
    std::vector<SchemaObject> objects;
    for (std::size_t i = 0; i < queries.size(); ++i) {
      add_objects(answers[i], property_names(queries[i], version), objects);
    }
    return Schema(std::move(objects));
  } catch (const Failure&) {
    // Ends the settings, too. What is lost with the connection needs no end.
    try {
      executor.rollback();
    } catch (const Failure&) {  // NOLINT(bugprone-empty-catch): the first one says more
    }
    throw;
  }
}

}  // namespace rung::postgresql
