#pragma once

#include <cstdint>
#include <string>

#include <rung/direction.hpp>
#include <rung/version.hpp>

namespace rung {

/// What state a catalog was left in: every error says it, and every outcome.
class CatalogState {
 public:
  /// What is known of it.
  enum class Kind {
    untouched,       ///< Nothing of this run is in the database (an empty ledger may be).
    at_version,      ///< Exactly at one version: all steps up to it, and nothing of any other.
    partly_applied,  ///< In the middle of one step outside a transaction.
    unknown,         ///< The connection was lost while committing: the next run finds out.
  };

  /// Nothing was changed, whatever the version is.
  static CatalogState untouched() noexcept { return {}; }
  /// All that was begun is done or gone: the catalog is at this version.
  static CatalogState at_version(Version version) noexcept;
  /// `done` of `total` statements of the step `step` took effect, on top of `version`.
  static CatalogState partly_applied(Version version, Version step, Direction direction, std::uint64_t done,
                                     std::uint64_t total) noexcept;
  /// A commit's answer was lost: the next run finds out.
  static CatalogState unknown() noexcept;

  /// Which of the functions below say something.
  [[nodiscard]] Kind kind() const noexcept { return kind_; }
  /// Of `at_version` and `partly_applied`; `base` otherwise.
  [[nodiscard]] Version version() const noexcept { return version_; }
  /// Of `partly_applied`.
  [[nodiscard]] Version step() const noexcept { return step_; }
  /// Of the step that is half done.
  [[nodiscard]] Direction direction() const noexcept { return direction_; }
  /// Of the step that is half done, from its first on.
  [[nodiscard]] std::uint64_t statements_done() const noexcept { return done_; }
  /// Of the step that is half done.
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
