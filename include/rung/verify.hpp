#pragma once

#include <string>
#include <vector>

#include <rung/database.hpp>
#include <rung/migration_set.hpp>
#include <rung/run_options.hpp>

namespace rung {

/// Compares a set with a database, thoroughly: checksums, gaps, the chain against the rows it is made of,
/// versions that were passed over, half-done steps; and every pending or reversible script of the set for
/// statements that cannot stand where they stand. Returns one sentence a finding; none if all is well. Reads
/// only, takes no lock, reads every script.
///
/// Throws SourceError if a script cannot be read, LedgerError if the ledger cannot, ConnectionError.
std::vector<std::string> verify(Database& database, const MigrationSet& set, const RunOptions& options = {});

}  // namespace rung
