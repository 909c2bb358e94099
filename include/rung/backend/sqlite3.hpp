#pragma once

#include <rung/database.hpp>

namespace soci {
class session;
}

/// How rung gets at a database.
namespace rung::backend {

/// A SQLite database behind an open session, which must outlive what is returned.
///
/// The session's busy handler and timeout stay as they are, and so do its other settings: rung waits by
/// itself, up to `lock_wait`. Throws ConnectionError if the session is closed, or is another engine's; the
/// database is untouched.
Database sqlite3(soci::session& session);

}  // namespace rung::backend
