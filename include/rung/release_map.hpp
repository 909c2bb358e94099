#pragma once

#include <cstddef>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <rung/embedded.hpp>
#include <rung/version.hpp>

namespace rung {

/// The name that people use for a program, and the version that its schema has.
struct Release {
  std::string name;  ///< Such as "v2.0".
  Version version;   ///< The newest that the release knows.
  /// Whether a longer upgrade has to run this release first.
  enum class Stop { no, required };
  Stop stop = Stop::no;  ///< What a longer upgrade has to do here.
};

/// Which release has which version, oldest first as written. Immutable, cheap to copy.
class ReleaseMap {
 public:
  /// Knows no release.
  ReleaseMap() = default;

  /// Names are checked when a MigrationSet is made with this map: none may be empty, given twice, all digits,
  /// `base`, `newest`, or hold white space or control characters.
  ReleaseMap(std::initializer_list<Release> releases);
  /// The same, where they are not known before.
  explicit ReleaseMap(const std::vector<Release>& releases);

  /// The tables of a compiled-in set, which live as long as the program.
  ReleaseMap(const embedded::Release* releases, std::size_t count) noexcept : data_(releases), size_(count) {}

  /// The version of exactly this name; nothing if it is unknown.
  [[nodiscard]] std::optional<Version> find(std::string_view name) const noexcept;

  /// The last name written for exactly this version; empty if there is none.
  [[nodiscard]] std::string_view last_name_of(Version version) const noexcept;

  /// The known name nearest to a misspelt one; empty if none is near.
  [[nodiscard]] std::string_view nearest(std::string_view misspelt) const;

  /// Oldest first.
  [[nodiscard]] const embedded::Release* begin() const noexcept { return data_; }
  /// Behind the newest.
  [[nodiscard]] const embedded::Release* end() const noexcept { return data_ + size_; }
  /// How many releases it names.
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  /// Whether it names none.
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }

 private:
  std::shared_ptr<const void> owner_;
  const embedded::Release* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace rung
