#include "record/ledger_rows.hpp"

#include <charconv>
#include <string_view>

#include <fmt/format.h>

#include <rung/error.hpp>

#include "record/wall_clock.hpp"

namespace rung {
namespace {

using Cell = std::optional<std::string>;

Version to_version(const Cell& cell) {
  const std::int64_t number = to_integer(cell);
  return number <= 0 ? Version::base() : Version{number};
}

std::optional<Version> to_optional_version(const Cell& cell) {
  if (!cell) return std::nullopt;
  return to_version(cell);
}

std::string to_text(const Cell& cell) { return cell.value_or(std::string{}); }

StepOutcome parse_outcome(std::string_view text) {
  for (const StepOutcome outcome : {StepOutcome::running, StepOutcome::done, StepOutcome::failed,
                                    StepOutcome::interrupted, StepOutcome::adopted, StepOutcome::accepted}) {
    if (to_string(outcome) == text) return outcome;
  }
  throw LedgerError(
      LedgerError::Kind::foreign,
      fmt::format("the ledger holds an outcome that no rung writes: '{}'. Was the table edited by hand? "
                  "Nothing was touched. Put back what stood there, and look at the rest with `verify`",
                  text));
}

}  // namespace

std::int64_t to_integer(const std::optional<std::string>& cell) {
  std::int64_t number = 0;
  if (cell) std::from_chars(cell->data(), cell->data() + cell->size(), number);
  return number;
}

Value optional_text(const std::string& text) {
  return text.empty() ? Value{} : Value{std::string_view(text)};
}

Value optional_version(const std::optional<Version>& version) {
  return version ? Value{version->number()} : Value{};
}

VersionRow parse_version(const Row& row, const std::string& table) {
  VersionRow version;
  if (!row.at(0)) return version;
  version.stored = true;
  if (to_integer(row.at(14)) > ledger_format) {
    throw LedgerError(
        LedgerError::Kind::unreadable_format,
        fmt::format("the ledger {} was written by a newer rung, in format {}, which this one (format {}) "
                    "cannot read. Nothing was touched. Use a program with a newer rung",
                    table, to_integer(row.at(13)), ledger_format));
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
  version.sealed = Checksum::parse(to_text(row.at(11)));
  version.changed = to_text(row.at(12));
  return version;
}

std::optional<std::string> schema_of(const Row& version_row) { return version_row.back(); }

LedgerEntry parse_history_entry(const Row& row) {
  LedgerEntry entry;
  entry.id = to_integer(row.at(0));
  entry.version = to_version(row.at(1));
  entry.name = to_text(row.at(2));
  entry.direction = to_text(row.at(3)) == "down" ? Direction::down : Direction::up;
  entry.checksum = to_text(row.at(4));
  entry.outcome = parse_outcome(to_text(row.at(5)));
  entry.statements_done = to_integer(row.at(6));
  entry.cursor = to_text(row.at(7));
  entry.sent = to_text(row.at(8));
  return entry;
}

LedgerEntry parse_entry(const Row& row) {
  LedgerEntry entry = parse_history_entry(row);
  entry.run = to_text(row.at(9));
  entry.catalog = to_text(row.at(10));
  entry.statements_total = to_integer(row.at(11));
  entry.started = to_text(row.at(12));
  entry.finished = to_text(row.at(13));
  entry.elapsed_ms = to_integer(row.at(14));
  entry.release = to_text(row.at(15));
  entry.host = to_text(row.at(16));
  entry.pid = to_integer(row.at(17));
  entry.error = to_text(row.at(18));
  return entry;
}

VersionValues::VersionValues(const VersionRow& row, const std::string& catalog)
    : chain_(row.chain.digits()),
      marks_(to_string(row.marks) + row.unread_marks),
      sealed_(row.sealed ? row.sealed->digits() : ""),
      changed_(utc_now()) {
  values_ = {std::string_view(catalog),       row.head.number(),
             std::string_view(chain_),        row.floor.number(),
             optional_version(row.half_done), optional_text(marks_),
             optional_text(row.run),          optional_text(row.run_by),
             optional_text(row.program),      optional_text(row.release),
             optional_version(row.newest),    optional_text(sealed_),
             std::string_view(changed_)};
  if (row.stored) return;
  values_.emplace_back(ledger_format);
  values_.emplace_back(ledger_format_readable_since);
}

std::vector<Value> values_of(const LedgerEntry& entry, const std::string& catalog) {
  return {entry.version.number(),
          std::string_view(entry.name),
          to_string(entry.direction),
          std::string_view(entry.checksum),
          to_string(entry.outcome),
          entry.statements_done,
          optional_text(entry.cursor),
          optional_text(entry.sent),
          std::string_view(entry.run),
          std::string_view(catalog),
          entry.statements_total,
          std::string_view(entry.started),
          optional_text(entry.finished),
          entry.elapsed_ms,
          optional_text(entry.release),
          optional_text(entry.host),
          entry.pid,
          optional_text(entry.error)};
}

}  // namespace rung
