#include <utility>

#include <rung/database.hpp>

#include "port/ports.hpp"

namespace rung {

Database::Database(std::unique_ptr<Ports> ports) noexcept : ports_(std::move(ports)) {}
Database::~Database() = default;
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;

void Database::cancel() noexcept {
  ports_->cancelled.store(true);
  ports_->interrupt();
}

}  // namespace rung
