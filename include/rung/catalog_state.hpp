#pragma once

#include <cstdint>
#include <string>

#include <rung/direction.hpp>
#include <rung/version.hpp>

namespace rung {

/// What state a catalog was left in: every error says it, and every outcome.
class CatalogState {
 public:
  enum class Kind {
    untouched,       ///< Nothing of this run is in the database (an empty ledger may be).
    at_version,      ///< Exactly at one version: all steps up to it, and nothing of any other.
    partly_applied,  ///< In the middle of one step outside a transaction.
    unknown,         ///< The connection was lost while committing: the next run finds out.
  };

  static CatalogState untouched() noexcept { return {}; }
  static CatalogState at_version(Version version) noexcept;
  /// `done` of `total` statements of the step `step` took effect, on top of `version`.
  static CatalogState partly_applied(Version version, Version step, Direction direction, std::uint64_t done,
                                     std::uint64_t total) noexcept;
  static CatalogState unknown() noexcept;

  [[nodiscard]] Kind kind() const noexcept { return kind_; }
  /// Of `at_version` and `partly_applied`; `base` otherwise.
  [[nodiscard]] Version version() const noexcept { return version_; }
  /// Of `partly_applied`.
  [[nodiscard]] Version step() const noexcept { return step_; }
  [[nodiscard]] Direction direction() const noexcept { return direction_; }
  [[nodiscard]] std::uint64_t statements_done() const noexcept { return done_; }
  [[nodiscard]] std::uint64_t statements_total() const noexcept { return total_; }

 private:
  CatalogState() noexcept = default;

  Kind kind_ = Kind::untouched;
  Version version_ = Version::base();
  Version step_ = Version::base();
  Direction direction_ = Direction::up;
  std::uint64_t done_ = 0;
  std::uint64_t total_ = 0;
};

/// "untouched", "at version 7", "partly applied: 1 of 2 statements of the upgrade to 6, on top of version 5",
/// …
std::string to_string(const CatalogState& state);

}  // namespace rung
