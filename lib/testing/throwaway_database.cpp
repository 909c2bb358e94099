#include <utility>

#include <soci/soci.h>

#include <rung/testing/throwaway_database.hpp>

namespace rung::testing {

ThrowawayDatabase::ThrowawayDatabase(std::unique_ptr<soci::session> session, Database database,
                                     std::function<ThrowawayDatabase()> make_another,
                                     std::shared_ptr<void> keeper)
    : keeper_(std::move(keeper)),
      session_(std::move(session)),
      database_(std::move(database)),
      make_another_(std::move(make_another)) {}
ThrowawayDatabase::~ThrowawayDatabase() = default;
ThrowawayDatabase::ThrowawayDatabase(ThrowawayDatabase&&) noexcept = default;

ThrowawayDatabase& ThrowawayDatabase::operator=(ThrowawayDatabase&& other) noexcept {
  // In the order of destruction, which is not that of the members.
  database_ = std::move(other.database_);
  session_ = std::move(other.session_);
  keeper_ = std::move(other.keeper_);
  make_another_ = std::move(other.make_another_);
  return *this;
}

}  // namespace rung::testing
