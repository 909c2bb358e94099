#include "record/ledger.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include <rung/error.hpp>

#include "port/failure.hpp"
#include "record/wall_clock.hpp"

namespace rung {
namespace {

using Cell = std::optional<std::string>;

std::int64_t to_integer(const Cell& cell) {
  std::int64_t number = 0;
  if (cell) std::from_chars(cell->data(), cell->data() + cell->size(), number);
  return number;
}

Version to_version(const Cell& cell) {
  const std::int64_t number = to_integer(cell);
  return number <= 0 ? Version::base() : Version{number};
}

std::optional<Version> to_optional_version(const Cell& cell) {
  if (!cell) return std::nullopt;
  return to_version(cell);
}

std::string to_text(const Cell& cell) { return cell.value_or(std::string{}); }

/// Empty text is stored as null.
Value optional_text(const std::string& text) {
  return text.empty() ? Value{} : Value{std::string_view(text)};
}

Value optional_version(const std::optional<Version>& version) {
  return version ? Value{version->number()} : Value{};
}

StepOutcome parse_outcome(std::string_view text) {
  for (const StepOutcome outcome : {StepOutcome::running, StepOutcome::done, StepOutcome::failed,
                                    StepOutcome::interrupted, StepOutcome::adopted, StepOutcome::accepted}) {
    if (to_string(outcome) == text) return outcome;
  }
  throw LedgerError(
      LedgerError::Kind::foreign,
      fmt::format("the ledger holds an outcome that no rung writes: '{}'. Was the table edited by hand?",
                  text));
}

LedgerEntry parse_entry(const Row& row) {
  LedgerEntry entry;
  entry.id = to_integer(row.at(0));
  entry.run = to_text(row.at(1));
  entry.catalog = to_text(row.at(2));
  entry.version = to_version(row.at(3));
  entry.name = to_text(row.at(4));
  entry.direction = to_text(row.at(5)) == "down" ? Direction::down : Direction::up;
  entry.checksum = to_text(row.at(6));
  entry.outcome = parse_outcome(to_text(row.at(7)));
  entry.statements_done = to_integer(row.at(8));
  entry.statements_total = to_integer(row.at(9));
  entry.cursor = to_text(row.at(10));
  entry.started = to_text(row.at(11));
  entry.finished = to_text(row.at(12));
  entry.elapsed_ms = to_integer(row.at(13));
  entry.release = to_text(row.at(14));
  entry.host = to_text(row.at(15));
  entry.pid = to_integer(row.at(16));
  entry.error = to_text(row.at(17));
  return entry;
}

/// A version table that lacks our columns belongs to somebody else.
[[noreturn]] void refuse_foreign(const std::string& table, const Failure& cause) {
  throw LedgerError(
      LedgerError::Kind::foreign,
      fmt::format("the table {} exists and is not one of rung's ({}). Nothing was touched. Give the ledger "
                  "another name: `--ledger NAME`",
                  table, cause.what()));
}

}  // namespace

Ledger::Ledger(Ports& ports, const LedgerOptions& options)
    : ports_(&ports),
      catalog_(options.catalog),
      schema_(options.schema.empty() ? std::string(ports.dialect().default_schema) : options.schema),
      sql_(ports.dialect(), options) {}

Rows Ledger::query(std::string_view sql, std::vector<Value> values) {
  return ports_->executor().query({sql, std::move(values)});
}

VersionRow Ledger::parse_version(const Rows& rows) const {
  VersionRow version;
  if (rows.empty()) return version;
  const Row& row = rows.front();
  if (to_integer(row.at(13)) > ledger_format) {
    throw LedgerError(
        LedgerError::Kind::unreadable_format,
        fmt::format("the ledger {} was written by a newer rung, in format {}, which this one (format {}) "
                    "cannot read. Nothing was touched. Use a program with a newer rung",
                    sql_.version_table, to_integer(row.at(12)), ledger_format));
  }
  version.head = to_version(row.at(1));
  version.chain = Checksum::parse(to_text(row.at(2))).value_or(Checksum{});
  version.floor = to_version(row.at(3));
  version.half_done = to_optional_version(row.at(4));
  StoredMarks stored = parse_marks(to_text(row.at(5)));
  version.marks = std::move(stored.marks);
  version.unread_marks = std::move(stored.unread);
  version.run = to_text(row.at(6));
  version.run_by = to_text(row.at(7));
  version.program = to_text(row.at(8));
  version.release = to_text(row.at(9));
  version.newest = to_optional_version(row.at(10));
  version.changed = to_text(row.at(11));
  return version;
}

std::optional<VersionRow> Ledger::read_version() {
  try {
    return parse_version(query(sql_.read_version, {std::string_view(catalog_)}));
  } catch (const Failure& failure) {
    if (failure.kind() == Failure::Kind::no_such_table) return std::nullopt;
    if (failure.kind() == Failure::Kind::statement) refuse_foreign(sql_.version_table, failure);
    throw;
  }
}

std::vector<LedgerEntry> Ledger::read_entries() {
  std::vector<LedgerEntry> entries;
  try {
    for (const Row& row : query(sql_.read_entries, {std::string_view(catalog_)}))
      entries.push_back(parse_entry(row));
  } catch (const Failure& failure) {
    if (failure.kind() == Failure::Kind::no_such_table) return {};
    if (failure.kind() == Failure::Kind::statement) refuse_foreign(sql_.ledger_table, failure);
    throw;
  }
  return entries;
}

std::int64_t Ledger::proof_of(const std::string& run) {
  const Rows rows = query(sql_.proof_of_run, {std::string_view(run)});
  return rows.empty() ? 0 : to_integer(rows.front().at(0));
}

std::vector<std::string> Ledger::other_tables() {
  std::vector<std::string> tables;
  for (const Row& row : query(ports_->dialect().tables_of_schema, {std::string_view(schema_)})) {
    const std::string name = to_text(row.at(0));
    if (name != sql_.version_name && name != sql_.ledger_name) tables.push_back(name);
  }
  return tables;
}

std::vector<std::string> Ledger::schemas_with_this_catalog() {
  std::vector<std::string> schemas;
  for (const Row& row : query(ports_->dialect().schemas_with_table, {std::string_view(sql_.version_name)})) {
    const std::string schema = to_text(row.at(0));
    if (schema == schema_) continue;
    const std::string sql = catalog_query(ports_->dialect(), schema, sql_.version_name);
    if (!query(sql, {std::string_view(catalog_)}).empty()) schemas.push_back(schema);
  }
  return schemas;
}

void Ledger::create() {
  query(sql_.create_version, {});
  query(sql_.create_ledger, {});
}

void Ledger::write_version(const VersionRow& row) {
  const std::string marks = to_string(row.marks) + row.unread_marks;
  const std::string now = utc_now();
  std::vector<Value> values{std::string_view(catalog_),
                            row.head.number(),
                            row.chain.digits(),
                            row.floor.number(),
                            optional_version(row.half_done),
                            optional_text(marks),
                            optional_text(row.run),
                            optional_text(row.run_by),
                            optional_text(row.program),
                            optional_text(row.release),
                            optional_version(row.newest),
                            std::string_view(now)};
  if (!query(sql_.read_version, {std::string_view(catalog_)}).empty()) {
    query(sql_.update_version, std::move(values));
    return;
  }
  values.emplace_back(ledger_format);
  values.emplace_back(ledger_format_readable_since);
  query(sql_.insert_version, std::move(values));
}

void Ledger::write_end_of_run(const VersionRow& row, const std::string& run) {
  query(sql_.update_end_of_run, {std::string_view(catalog_), row.floor.number(),
                                 optional_version(row.half_done), std::string_view(run)});
}

std::int64_t Ledger::insert(const LedgerEntry& entry) {
  const Rows rows = query(
      sql_.insert_entry,
      {std::string_view(entry.run), std::string_view(catalog_), entry.version.number(),
       std::string_view(entry.name), to_string(entry.direction), std::string_view(entry.checksum),
       to_string(entry.outcome), entry.statements_done, entry.statements_total, optional_text(entry.cursor),
       std::string_view(entry.started), optional_text(entry.finished), entry.elapsed_ms,
       optional_text(entry.release), optional_text(entry.host), entry.pid, optional_text(entry.error)});
  return rows.empty() ? 0 : to_integer(rows.front().at(0));
}

Ledger::Closed Ledger::close(const LedgerEntry& entry) {
  const Rows rows = query(sql_.close_entry, {entry.id, to_string(entry.outcome), entry.statements_done,
                                             optional_text(entry.cursor), optional_text(entry.finished),
                                             entry.elapsed_ms, optional_text(entry.error)});
  return rows.empty() ? Closed::by_another : Closed::by_us;
}

void Ledger::advance(std::int64_t id, std::uint64_t statements_done, std::string_view cursor) {
  query(sql_.advance_entry, {id, static_cast<std::int64_t>(statements_done), cursor});
}

}  // namespace rung
