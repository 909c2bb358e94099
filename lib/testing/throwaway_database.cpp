#include <utility>

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <rung/backend/sqlite3.hpp>
#include <rung/testing.hpp>

namespace rung::testing {

ThrowawayDatabase::ThrowawayDatabase(std::unique_ptr<soci::session> session, Database database)
    : session_(std::move(session)), database_(std::move(database)) {}
ThrowawayDatabase::~ThrowawayDatabase() = default;
ThrowawayDatabase::ThrowawayDatabase(ThrowawayDatabase&&) noexcept = default;
ThrowawayDatabase& ThrowawayDatabase::operator=(ThrowawayDatabase&&) noexcept = default;

ThrowawayDatabase sqlite() {
  auto session = std::make_unique<soci::session>(soci::sqlite3, "db=:memory:");
  *session << "pragma foreign_keys = on";
  Database database = backend::sqlite3(*session);
  return {std::move(session), std::move(database)};
}

}  // namespace rung::testing
