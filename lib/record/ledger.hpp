#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <rung/ledger_entry.hpp>
#include <rung/run_options.hpp>

#include "decision/history.hpp"
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
  /// Whether the version table exists: for a transaction that a missing table would abort. Any row: it does.
  [[nodiscard]] Query existence_query() const;
  /// The row, or the empty catalog's where there is none; and notes where the table was found.
  VersionRow parse_version(const Rows& rows);

  /// Nothing if there is no ledger.
  std::optional<VersionRow> read_version();
  /// Every row, oldest first; empty if there is no ledger.
  std::vector<LedgerEntry> read_entries();
  /// The fold over the same rows. Asks for what that needs: a long history is in memory as a whole only once.
  History read_history();
  /// A number that each transaction of a run raises, by which it is found out whether it was committed: 1 for
  /// each row that it began, 1 more for each that is done.
  std::int64_t proof_of(const std::string& run);

  /// Finds out where the ledger will be, if no option says so and no row was found yet. Throws LedgerError if
  /// the session has no schema to create it in.
  void locate();

  /// Tables and views in the ledger's schema, without the ledger's own.
  std::vector<std::string> other_tables();
  /// Other schemas that hold a version table of this name with this catalog in it.
  std::vector<std::string> schemas_with_this_catalog();
  /// Schemas that the session looks in, and that hide a version table because its role may not use them.
  std::vector<std::string> hiding_schemas();

  /// Whether the session's role may write the tables or, where there are none, create them.
  enum class Tables { exist, are_missing };
  bool may_write(Tables tables);

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
  /// Moves a running row's cursor; `sent` is the hash of the statement that comes next, if it is known.
  void advance(std::int64_t id, std::uint64_t statements_done, std::string_view cursor,
               std::string_view sent);

  /// A statement of bounded size: all rows of a long run would be megabytes. Where a message costs a round
  /// trip they are many; elsewhere few, which leaves less to be kept, here and in the engine's parser.
  [[nodiscard]] std::size_t most_rows_in_statement() const noexcept {
    return ports_->executor().packs() ? 500 : 50;
  }
  /// The statements that write these rows, for a message that holds more than one: literals in place of
  /// parameters.
  [[nodiscard]] std::vector<std::string> text_of(const std::vector<LedgerEntry>& entries) const;
  [[nodiscard]] std::string text_of(const VersionRow& row) const;

  [[nodiscard]] const std::string& catalog() const noexcept { return catalog_; }
  /// Quoted, with its schema as soon as that is known: `"main"."rung_version"`. The lock's name.
  [[nodiscard]] const std::string& version_table() const noexcept { return sql_.version_table; }
  [[nodiscard]] const std::string& ledger_table() const noexcept { return sql_.ledger_table; }
  [[nodiscard]] const std::string& schema() const noexcept { return schema_; }

 private:
  Rows query(std::string_view sql, std::vector<Value> values);
  /// Of the ledger table, of this catalog; none if there is no such table.
  Rows query_ledger(std::string_view sql);
  void settle_schema(std::string schema);

  Ports* ports_;
  std::string catalog_;
  std::string prefix_;
  std::string schema_;  ///< Empty until it is known.
  LedgerSql sql_;
};

}  // namespace rung
