#pragma once

#include <vector>

#include <rung/database.hpp>
#include <rung/ledger_entry.hpp>
#include <rung/run_options.hpp>

namespace rung {

/// The record, in the database, of every step ever tried.
class VersionLedger {
 public:
  /// Borrows the database for as long as it lives. Reads nothing yet.
  explicit VersionLedger(Database& database, LedgerOptions options = {});

  /// Every row of the catalog, oldest first; empty if there is no ledger. Needs SELECT only, takes no lock.
  /// Throws LedgerError if the table cannot be read or is not ours, ConnectionError.
  [[nodiscard]] std::vector<LedgerEntry> history();

 private:
  Database* database_;
  LedgerOptions options_;
};

}  // namespace rung
