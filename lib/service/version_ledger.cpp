#include <utility>

#include <rung/version_ledger.hpp>

#include "service/catalog_reader.hpp"

namespace rung {

VersionLedger::VersionLedger(Database& database, LedgerOptions options)
    : database_(&database), options_(std::move(options)) {}

std::vector<LedgerEntry> VersionLedger::history() {
  RunOptions options;
  options.ledger = options_;
  return CatalogReader(*database_, MigrationSet{}, options).read_entries();
}

}  // namespace rung
