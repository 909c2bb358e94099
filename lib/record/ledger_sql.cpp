#include "record/ledger_sql.hpp"

#include <array>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace rung {
namespace {

/// The columns that are written, in the order in which their values are bound. The last two are written once:
/// an older rung must not put back the format of a newer one (rule 14).
constexpr std::array version_columns{"catalog", "head",   "chain",   "floor",   "half_done",
                                     "marks",   "run",    "run_by",  "program", "release",
                                     "newest",  "sealed", "changed", "format",  "format_readable_since"};
constexpr std::size_t updated_version_columns = 13;
/// Of the ledger's, the first are those that a History is folded from.
constexpr std::array entry_columns{
    "version", "name",    "direction",        "checksum", "outcome",  "statements_done", "cursor",  "sent",
    "run",     "catalog", "statements_total", "started",  "finished", "elapsed_ms",      "release", "host",
    "pid",     "error"};
constexpr std::size_t history_columns = 8;

/// "?1, ?2, ?3".
std::string parameters(const SqlDialect& dialect, std::size_t count) {
  std::string text;
  for (std::size_t i = 1; i <= count; ++i)
    text += fmt::format("{}{}{}", i == 1 ? "" : ", ", dialect.numbered_parameter, i);
  return text;
}

template <typename Columns>
std::string insert_into(const SqlDialect& dialect, const std::string& table, const Columns& columns) {
  return fmt::format("insert into {} ({}) values ({})", table, fmt::join(columns, ", "),
                     parameters(dialect, columns.size()));
}

/// "head = ?2, chain = ?3, …": all but the key, which is the first.
std::string assignments(const SqlDialect& dialect) {
  std::string text;
  for (std::size_t i = 1; i < updated_version_columns; ++i) {
    text += fmt::format("{}{} = {}{}", i == 1 ? "" : ", ", version_columns.at(i), dialect.numbered_parameter,
                        i + 1);
  }
  return text;
}

/// The lease columns are for engines whose locks do not reach every node: they are part of the format, and
/// null here.
constexpr std::string_view version_table_definition =
    "create table if not exists {table} (catalog {text} primary key not null, head {integer} not null, "
    "chain {text} not null, floor {integer} not null, half_done {integer}, marks {text}, run {text}, run_by "
    "{text}, "
    "lease_owner {text}, lease_token {integer}, lease_heartbeat {integer}, lease_connection {text}, "
    "format {integer} not null, format_readable_since {integer} not null, program {text}, release {text}, "
    "newest {integer}, sealed {text}, changed {text} not null)";

constexpr std::string_view ledger_table_definition =
    "create table if not exists {table} (id {identity}, run {text} not null, catalog {text} not null, "
    "version {integer} not null, name {text} not null, direction {text} not null, checksum {text} not null, "
    "outcome {text} not null, statements_done {integer} not null, statements_total {integer} not null, "
    "cursor {text}, sent {text}, "
    "started {text} not null, finished {text}, elapsed_ms {integer}, release {text}, host {text}, pid "
    "{integer}, "
    "error {text})";

std::string define(std::string_view definition, const SqlDialect& dialect, const std::string& table) {
  return fmt::format(fmt::runtime(definition), fmt::arg("table", table), fmt::arg("text", dialect.text_type),
                     fmt::arg("integer", dialect.integer_type),
                     fmt::arg("identity", dialect.identity_column));
}

/// "v.catalog, v.head, …".
template <typename Columns>
std::string columns_of(std::string_view table, const Columns& columns) {
  std::string text;
  for (const char* const column : columns)
    text += fmt::format("{}{}.{}", text.empty() ? "" : ", ", table, column);
  return text;
}

/// The catalog's row, in a table whose schema is known; or one row in any case, which also tells where the
/// table was found. PostgreSQL needs three times as long for that, and each segment reads it.
std::string reading_of_version(const SqlDialect& dialect, std::string_view schema, const std::string& table) {
  const std::string columns = columns_of("v", version_columns);
  const std::string_view parameter = dialect.numbered_parameter;
  if (!schema.empty())
    return fmt::format("select {} from {} v where v.catalog = {}1", columns, table, parameter);
  return fmt::format(
      "select {}, {} from (select 1 as one) o left join {} v on v.catalog = {}1", columns,
      fmt::format(fmt::runtime(dialect.schema_of_table), fmt::arg("table", dialect.literal(table))), table,
      parameter);
}

std::string qualified(std::string_view schema, std::string_view table) {
  return schema.empty() ? quoted(table) : quoted(schema) + "." + quoted(table);
}

}  // namespace

LedgerSql::LedgerSql(const SqlDialect& dialect, const std::string& prefix, std::string_view schema)
    : version_name(prefix + "_version"), ledger_name(prefix + "_ledger") {
  const std::string_view parameter = dialect.numbered_parameter;
  version_table = qualified(schema, version_name);
  ledger_table = qualified(schema, ledger_name);

  create_version = define(version_table_definition, dialect, version_table);
  create_ledger = define(ledger_table_definition, dialect, ledger_table);

  read_version = reading_of_version(dialect, schema, version_table);
  insert_version = insert_into(dialect, version_table, version_columns);
  update_version =
      fmt::format("update {} set {} where catalog = {}1", version_table, assignments(dialect), parameter);
  update_end_of_run = fmt::format(
      "update {0} set floor = {1}2, half_done = {1}3, run = null, run_by = null where catalog = {1}1 and run "
      "= {1}4",
      version_table, parameter);

  const auto read_ledger = [&](std::size_t columns) {
    const auto* const first = entry_columns.begin();
    return fmt::format("select id, {} from {} where catalog = {}1 order by id",
                       fmt::join(first, first + columns, ", "), ledger_table, parameter);
  };
  read_entries = read_ledger(entry_columns.size());
  read_history = read_ledger(history_columns);
  proof_of_run = fmt::format(
      "select coalesce(sum(case outcome when 'done' then 2 else 1 end), 0) from {} where run = {}1",
      ledger_table, parameter);
  insert_entry = insert_into(dialect, ledger_table, entry_columns) + " returning id";
  insert_entries = fmt::format("insert into {} ({}) values ", ledger_table, fmt::join(entry_columns, ", "));
  close_entry = fmt::format(
      "update {0} set outcome = {1}2, statements_done = {1}3, cursor = {1}4, finished = {1}5, elapsed_ms = "
      "{1}6, error = {1}7, sent = {1}8 "
      "where id = {1}1 and outcome = 'running' returning id",
      ledger_table, parameter);
  advance_entry = fmt::format(
      "update {0} set statements_done = {1}2, cursor = {1}3, sent = {1}4 where id = {1}1 and outcome = "
      "'running'",
      ledger_table, parameter);
}

std::string catalog_query(const SqlDialect& dialect, std::string_view schema, std::string_view table) {
  return fmt::format("select 1 from {} where catalog = {}1", qualified(schema, table),
                     dialect.numbered_parameter);
}

}  // namespace rung
