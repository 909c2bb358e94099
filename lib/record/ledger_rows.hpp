#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <rung/ledger_entry.hpp>

#include "decision/version_row.hpp"
#include "port/executor.hpp"

namespace rung {

/// The format that this rung writes, and the oldest one that reads it (rule 14).
constexpr std::int64_t ledger_format = 1;
constexpr std::int64_t ledger_format_readable_since = 1;

/// A row of the version table, as `LedgerSql::read_version` reads it. Throws LedgerError if its format is too
/// new; `table` is for that message.
VersionRow parse_version(const Row& row, const std::string& table);
/// The schema that such a row was found in, where `read_version` asks for it; nothing if there is no table.
std::optional<std::string> schema_of(const Row& version_row);

/// A row of the ledger, as `LedgerSql::read_entries` reads it. Throws LedgerError if it is none that rung
/// writes.
LedgerEntry parse_entry(const Row& row);
/// The same of `LedgerSql::read_history`: only what History::add looks at.
LedgerEntry parse_history_entry(const Row& row);

/// What is written for a row of the version table; borrows `row`, and its own texts.
class VersionValues {
 public:
  VersionValues(const VersionRow& row, const std::string& catalog);
  VersionValues(const VersionValues&) = delete;
  VersionValues& operator=(const VersionValues&) = delete;

  /// In the order of `LedgerSql::update_version` or, for a new row, `insert_version`.
  [[nodiscard]] const std::vector<Value>& values() const noexcept { return values_; }

 private:
  std::string chain_;
  std::string marks_;
  std::string sealed_;
  std::string changed_;
  std::vector<Value> values_;
};

/// What is written for a row of the ledger, without its id, in the order of `LedgerSql::insert_entry`;
/// borrows `entry` and `catalog`.
std::vector<Value> values_of(const LedgerEntry& entry, const std::string& catalog);

/// Null for an empty text.
Value optional_text(const std::string& text);
Value optional_version(const std::optional<Version>& version);
/// 0 for null and for what is no number.
std::int64_t to_integer(const std::optional<std::string>& cell);

}  // namespace rung
