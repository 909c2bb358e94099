#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <rung/backend/sqlite3.hpp>
#include <rung/testing/throwaway_database.hpp>

namespace rung::testing {

ThrowawayDatabase sqlite() {
  auto session = std::make_unique<soci::session>(soci::sqlite3, "db=:memory:");
  *session << "pragma foreign_keys = on";
  Database database = backend::sqlite3(*session);
  return {std::move(session), std::move(database), sqlite};
}

}  // namespace rung::testing
