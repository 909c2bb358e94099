#pragma once

namespace soci {
class session;
}

namespace rung::sqlite {

/// SQLite's own handle of a session, as `sqlite3*` behind a void pointer: SOCI 4.0.3's header includes
/// <sqlite3.h> inside a namespace of its own, so no file can see both. Throws ConnectionError if the session
/// is no open SQLite session.
void* native_handle(soci::session& session);

}  // namespace rung::sqlite
