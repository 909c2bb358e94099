#include "backend/postgresql/native_handle.hpp"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <rung/error.hpp>

namespace rung::postgresql {

PGconn* native_handle(soci::session& session) {
  soci::details::session_backend* const backend = session.get_backend();
  if (backend == nullptr) {
    throw ConnectionError("this session is not open. Nothing was touched", CatalogState::untouched(),
                          Retry::useless);
  }
  if (backend->get_backend_name() != "postgresql") {
    throw ConnectionError(
        "this is a session of " + backend->get_backend_name() + ", not of PostgreSQL. Nothing was touched",
        CatalogState::untouched(), Retry::useless);
  }
  // The backend's class is not exported, so a dynamic_cast would not link; its name has been checked above.
  return static_cast<soci::postgresql_session_backend*>(backend)
      ->conn_;  // NOLINT(cppcoreguidelines-pro-type-static-cast-downcast)
}

}  // namespace rung::postgresql
