#pragma once

#include <libpq-fe.h>

namespace soci {
class session;
}

namespace rung::postgresql {

/// libpq's own handle of a session. Throws ConnectionError if the session is no open PostgreSQL session.
PGconn* native_handle(soci::session& session);

}  // namespace rung::postgresql
