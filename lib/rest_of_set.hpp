#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>

#include <rung/migration_set.hpp>

namespace rung {

/// The rest of a set of which only the names are known: read at the first need, once for all copies of the
/// set, and kept as long as they live.
class RestOfSet final : public embedded::Rest {
 public:
  explicit RestOfSet(std::function<MigrationSet()> read) : read_(std::move(read)) {}

  [[nodiscard]] bool is_made() const noexcept override { return is_read_.load(); }
  /// Throws what reading throws; then the next call tries again.
  const embedded::Set& set() override;

 private:
  std::function<MigrationSet()> read_;
  std::once_flag once_;
  std::atomic<bool> is_read_{false};
  std::optional<MigrationSet> whole_;
};

}  // namespace rung
