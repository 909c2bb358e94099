#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

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
set local jit = off;
select pg_backend_pid())";

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

std::string prepared_name(std::size_t place) { return fmt::format("rung_schema_{}", place); }

constexpr std::string_view no_such_prepared_statement = "26000";

}  // namespace

SchemaReader::~SchemaReader() {
  const bool can_ask = PQtransactionStatus(exchange_->connection()) == PQTRANS_IDLE;
  if (prepared_.empty() || !can_ask) return;
  std::string message;
  for (std::size_t i = 0; i < prepared_.size(); ++i) message += "deallocate " + prepared_name(i) + ";";
  try {
    exchange_->message(message);
  } catch (const Failure&) {  // NOLINT(bugprone-empty-catch): somebody has deallocated them all
  }
}

Schema SchemaReader::read(const LeftOut& left_out) {
  const int version = PQserverVersion(exchange_->connection());
  const std::vector<SchemaQuery> queries = schema_queries();
  std::vector<std::string> statements;
  statements.reserve(queries.size());
  for (const SchemaQuery& query : queries) statements.push_back(statement_of(query, version, left_out));
  const std::vector<Rows> answers = answers_to(statements);
  std::vector<SchemaObject> objects;
  for (std::size_t i = 0; i < queries.size(); ++i) {
    add_objects(answers[i], property_names(queries[i], version), objects);
  }
  return Schema(std::move(objects));
}

std::vector<Rows> SchemaReader::answers_to(const std::vector<std::string>& statements) {
  try {
    return exchange_in_transaction(statements);
  } catch (const Failure& failure) {
    // A migration may have said DISCARD ALL.
    if (failure.code() != no_such_prepared_statement) throw;
    prepared_.clear();
    return exchange_in_transaction(statements);
  }
}

/// Once: what failed may have left some of the names in use.
void SchemaReader::prepare(const std::vector<std::string>& statements) {
  if (tried_to_prepare_) return;
  tried_to_prepare_ = true;
  std::string message;
  for (std::size_t i = 0; i < statements.size(); ++i)
    message += fmt::format("prepare {} as {};\n", prepared_name(i), statements[i]);
  exchange_->message(message);
  prepared_ = statements;
}

std::vector<Rows> SchemaReader::exchange_in_transaction(const std::vector<std::string>& statements) {
  Executor executor(*exchange_);
  try {
    const Rows server = exchange_->message(std::string(begin)).back();
    const bool is_direct = server.at(0).at(0) == std::to_string(PQbackendPID(exchange_->connection()));
    if (is_direct && read_before_ == statements) prepare(statements);
    const bool is_prepared = prepared_ == statements;
    std::string message;
    for (std::size_t i = 0; i < statements.size(); ++i)
      message += (is_prepared ? "execute " + prepared_name(i) : statements[i]) + ";\n";
    std::vector<Rows> answers = exchange_->message(message + "commit");
    read_before_ = statements;
    return answers;
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
