#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <rung/ledger_entry.hpp>
#include <rung/run_options.hpp>

#include "decision/version_row.hpp"
#include "port/ports.hpp"
#include "record/ledger_sql.hpp"

namespace rung {

/// Reads and writes the two tables. Its SQL stands once, for every database; each function is one statement
/// but for `create`. Throws Failure, and LedgerError where a table is not one of ours or of a newer format.
class Ledger {
 public:
  Ledger(Ports& ports, const LedgerOptions& options);

  /// What `Locker::try_begin` sends along: reads the version row.
  [[nodiscard]] Query version_query() const { return {sql_.read_version, {std::string_view(catalog_)}}; }
  /// The row, or the empty catalog's where there is none.
  [[nodiscard]] VersionRow parse_version(const Rows& rows) const;

  /// Nothing if there is no ledger.
  std::optional<VersionRow> read_version();
  /// Empty if there is no ledger.
  std::vector<LedgerEntry> read_entries();
  /// A number that each transaction of a run raises, by which it is found out whether it was committed: 1 for
  /// each row that it began, 1 more for each that is done.
  std::int64_t proof_of(const std::string& run);

  /// Tables and views in the ledger's schema, without the ledger's own.
  std::vector<std::string> other_tables();
  /// Other schemas that hold a version table of this name with this catalog in it.
  std::vector<std::string> schemas_with_this_catalog();

  /// Creates both tables where they are missing. In a transaction.
  void create();

  /// Inserts or updates the catalog's row.
  void write_version(const VersionRow& row);
  /// Only floor, half-done step and run in progress: what a run that failed puts right.
  void write_end_of_run(const VersionRow& row, const std::string& run);

  /// Returns the new row's id.
  std::int64_t insert(const LedgerEntry& entry);
  /// Of a row that still says `running`; false if another run has closed it.
  enum class Closed { by_us, by_another };
  Closed close(const LedgerEntry& entry);
  /// Moves a running row's cursor.
  void advance(std::int64_t id, std::uint64_t statements_done, std::string_view cursor);

  [[nodiscard]] const std::string& catalog() const noexcept { return catalog_; }
  /// As people write it: `main.rung_ledger`.
  [[nodiscard]] const std::string& version_table() const noexcept { return sql_.version_table; }

 private:
  Rows query(std::string_view sql, std::vector<Value> values);

  Ports* ports_;
  std::string catalog_;
  std::string schema_;
  LedgerSql sql_;
};

/// The format that this rung writes, and the oldest one that reads it (rule 14).
constexpr std::int64_t ledger_format = 1;
constexpr std::int64_t ledger_format_readable_since = 1;

}  // namespace rung
