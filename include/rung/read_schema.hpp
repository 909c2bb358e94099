#pragma once

#include <rung/database.hpp>
#include <rung/run_options.hpp>
#include <rung/schema.hpp>

namespace rung {

/// The image of the database's schema, from its own catalogs: without what belongs to the engine itself, and
/// without this ledger's two tables (in every schema, if the options name none). Takes no lock. The image of
/// an empty database holds what it cannot be without: SQLite's `main`, PostgreSQL's schema `public`.
///
/// Throws ConnectionError if the session is inside a transaction, or the connection is lost; LockError if the
/// database stays busy for a minute; LedgerError `denied` if the role may not read it. Nothing is touched.
Schema read_schema(Database& database, const LedgerOptions& ledger = {});

}  // namespace rung
