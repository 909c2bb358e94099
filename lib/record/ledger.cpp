#include "record/ledger.hpp"

#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <rung/error.hpp>

#include "port/failure.hpp"
#include "record/ledger_rows.hpp"

namespace rung {
namespace {

/// A version table that lacks our columns belongs to somebody else.
[[noreturn]] void refuse_foreign(const std::string& table, const Failure& cause) {
  throw LedgerError(
      LedgerError::Kind::foreign,
      fmt::format("the table {} exists and is not one of rung's ({}). Nothing was touched. Give the ledger "
                  "another name: `--ledger NAME`",
                  table, cause.what()));
}

/// The first column of each row.
std::vector<std::string> names_in(const Rows& rows) {
  std::vector<std::string> names;
  for (const Row& row : rows) names.push_back(row.at(0).value_or(std::string{}));
  return names;
}

/// "('a', 1, null)".
std::string written_row(const std::vector<Value>& values, const SqlDialect& dialect) {
  std::string text;
  for (const Value& value : values) text += (text.empty() ? "(" : ", ") + written(value, dialect);
  return text + ')';
}

}  // namespace

Ledger::Ledger(Ports& ports, const LedgerOptions& options)
    : ports_(&ports),
      catalog_(options.catalog),
      prefix_(options.prefix),
      schema_(options.schema.empty() ? std::string(ports.dialect().default_schema) : options.schema),
      sql_(ports.dialect(), prefix_, schema_) {}

Rows Ledger::query(std::string_view sql, std::vector<Value> values) {
  return ports_->executor().query({sql, std::move(values)});
}

Query Ledger::existence_query() const {
  return {ports_->dialect().table_exists, {std::string_view(schema_), std::string_view(sql_.version_name)}};
}

void Ledger::settle_schema(std::string schema) {
  schema_ = std::move(schema);
  sql_ = LedgerSql(ports_->dialect(), prefix_, schema_);
}

VersionRow Ledger::parse_version(const Rows& rows) {
  if (schema_.empty()) {
    if (auto schema = schema_of(rows.at(0))) settle_schema(std::move(*schema));
  }
  return rows.empty() ? VersionRow{} : rung::parse_version(rows.front(), sql_.version_table);
}

std::optional<VersionRow> Ledger::read_version() {
  try {
    const Query read = version_query();
    return parse_version(ports_->executor().query(read));
  } catch (const Failure& failure) {
    if (failure.kind() == Failure::Kind::no_such_table) return std::nullopt;
    if (failure.kind() == Failure::Kind::statement) refuse_foreign(sql_.version_table, failure);
    throw;
  }
}

Rows Ledger::query_ledger(std::string_view sql) {
  try {
    return query(sql, {std::string_view(catalog_)});
  } catch (const Failure& failure) {
    if (failure.kind() == Failure::Kind::no_such_table) return {};
    if (failure.kind() == Failure::Kind::statement) refuse_foreign(sql_.ledger_table, failure);
    throw;
  }
}

std::vector<LedgerEntry> Ledger::read_entries() {
  std::vector<LedgerEntry> entries;
  for (const Row& row : query_ledger(sql_.read_entries)) entries.push_back(parse_entry(row));
  return entries;
}

History Ledger::read_history() {
  History history;
  for (const Row& row : query_ledger(sql_.read_history)) history.add(parse_history_entry(row));
  return history;
}

std::int64_t Ledger::proof_of(const std::string& run) {
  const Rows rows = query(sql_.proof_of_run, {std::string_view(run)});
  return rows.empty() ? 0 : to_integer(rows.front().at(0));
}

void Ledger::locate() {
  if (!schema_.empty()) return;
  const Rows rows = query(ports_->dialect().current_schema, {});
  if (rows.empty() || !rows.front().at(0)) {
    throw LedgerError(
        LedgerError::Kind::denied,
        "there is no ledger, and no schema to create it in: the session's search_path names none that "
        "exists and that this role may use. Nothing was touched. Create the schema, or name one with "
        "`--schema NAME`");
  }
  settle_schema(*rows.front().at(0));
}

std::vector<std::string> Ledger::other_tables() {
  std::vector<std::string> tables;
  for (std::string& name : names_in(query(ports_->dialect().tables_of_schema, {std::string_view(schema_)}))) {
    if (name != sql_.version_name && name != sql_.ledger_name) tables.push_back(std::move(name));
  }
  return tables;
}

std::vector<std::string> Ledger::schemas_with_this_catalog() {
  std::vector<std::string> schemas;
  for (std::string& schema :
       names_in(query(ports_->dialect().schemas_with_table, {std::string_view(sql_.version_name)}))) {
    if (schema == schema_) continue;
    const std::string sql = catalog_query(ports_->dialect(), schema, sql_.version_name);
    if (!query(sql, {std::string_view(catalog_)}).empty()) schemas.push_back(std::move(schema));
  }
  return schemas;
}

std::vector<std::string> Ledger::hiding_schemas() {
  const std::string_view sql = ports_->dialect().hidden_schemas_with_table;
  if (sql.empty() || !schema_.empty()) return {};
  return names_in(query(sql, {std::string_view(sql_.version_name)}));
}

bool Ledger::may_write(Tables tables) {
  const SqlDialect& dialect = ports_->dialect();
  if (dialect.may_write_tables.empty()) return true;
  return tables == Tables::exist ? !query(dialect.may_write_tables, {std::string_view(sql_.version_table),
                                                                     std::string_view(sql_.ledger_table)})
                                        .empty()
                                 : !query(dialect.may_create_tables, {std::string_view(schema_)}).empty();
}

void Ledger::create() {
  try {
    query(sql_.create_version, {});
    query(sql_.create_ledger, {});
  } catch (const Failure& failure) {
    if (failure.kind() != Failure::Kind::statement) throw;
    throw LedgerError(LedgerError::Kind::denied,
                      fmt::format("the ledger's tables cannot be created: {}. Nothing was touched. Name a "
                                  "schema that exists: `--schema NAME`",
                                  failure.what()));
  }
}

void Ledger::write_version(const VersionRow& row) {
  query(row.stored ? sql_.update_version : sql_.insert_version, VersionValues(row, catalog_).values());
}

void Ledger::write_end_of_run(const VersionRow& row, const std::string& run) {
  query(sql_.update_end_of_run, {std::string_view(catalog_), row.floor.number(),
                                 optional_version(row.half_done), std::string_view(run)});
}

std::int64_t Ledger::insert(const LedgerEntry& entry) {
  const Rows rows = query(sql_.insert_entry, values_of(entry, catalog_));
  return rows.empty() ? 0 : to_integer(rows.front().at(0));
}

Ledger::Closed Ledger::close(const LedgerEntry& entry) {
  const Rows rows =
      query(sql_.close_entry, {entry.id, to_string(entry.outcome), entry.statements_done,
                               optional_text(entry.cursor), optional_text(entry.finished), entry.elapsed_ms,
                               optional_text(entry.error), optional_text(entry.sent)});
  return rows.empty() ? Closed::by_another : Closed::by_us;
}

void Ledger::advance(std::int64_t id, std::uint64_t statements_done, std::string_view cursor,
                     std::string_view sent) {
  query(sql_.advance_entry, {id, static_cast<std::int64_t>(statements_done),
                             cursor.empty() ? Value{} : Value{cursor}, sent.empty() ? Value{} : Value{sent}});
}

std::vector<std::string> Ledger::text_of(const std::vector<LedgerEntry>& entries) const {
  std::vector<std::string> statements;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (i % most_rows_in_statement() == 0) {
      statements.push_back(sql_.insert_entries);
    } else {
      statements.back() += ",\n";
    }
    statements.back() += written_row(values_of(entries[i], catalog_), ports_->dialect());
  }
  return statements;
}

std::string Ledger::text_of(const VersionRow& row) const {
  const VersionValues values(row, catalog_);
  return with_literals({row.stored ? sql_.update_version : sql_.insert_version, values.values()},
                       ports_->dialect());
}

}  // namespace rung
