#pragma once

#include <rung/database.hpp>

namespace soci {
class session;
}

namespace rung::backend {

/// A PostgreSQL database, 14 or newer, behind a session of SOCI's PostgreSQL backend. Borrows the session,
/// which must outlive the result, and which must not be reconnected while it lives.
///
/// The session may go through a proxy that pools transactions (PgBouncer), unless a plan holds steps outside
/// a transaction. The settings it had are given back, as far as PostgreSQL lists them: custom ones
/// (`app.tenant`) are back at what they were at log-in if a step's text may have changed settings.
///
/// Throws ConnectionError if the session is not open, or is one of another database; nothing is asked of the
/// server.
Database postgresql(soci::session& session);

}  // namespace rung::backend
