#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rung {

/// The number of a migration: 1, 2, 3 … or 20250813183355. A positive 63-bit integer.
///
/// `base` is the state before every migration. It orders below every version, and no migration has it.
class Version {
 public:
  /// Implicit, so that a migration can be written `{7, "add_index", …}`.
  /// Throws SourceError if `number` is not positive; nothing else is affected.
  constexpr Version(std::int64_t number) : number_(number) {  // NOLINT(google-explicit-constructor)
    if (number <= 0) refuse(number);
  }

  /// The empty catalog.
  static constexpr Version base() noexcept { return Version{}; }

  /// Reads digits only: no sign, no blank, no name. Leading zeros are allowed ("0007" is 7). Nothing for 0,
  /// for more than 63 bits, and for anything else.
  static std::optional<Version> parse(std::string_view digits) noexcept;

  /// 0 for `base`.
  [[nodiscard]] constexpr std::int64_t number() const noexcept { return number_; }
  /// Whether it is the empty catalog.
  [[nodiscard]] constexpr bool is_base() const noexcept { return number_ == 0; }

  /// By number.
  friend constexpr bool operator==(Version a, Version b) noexcept { return a.number_ == b.number_; }
  /// By number.
  friend constexpr bool operator!=(Version a, Version b) noexcept { return a.number_ != b.number_; }
  /// By number; base is below all others.
  friend constexpr bool operator<(Version a, Version b) noexcept { return a.number_ < b.number_; }
  /// By number.
  friend constexpr bool operator>(Version a, Version b) noexcept { return b < a; }
  friend constexpr bool operator<=(Version a, Version b) noexcept { return !(b < a); }  ///< By number.
  friend constexpr bool operator>=(Version a, Version b) noexcept { return !(a < b); }  ///< By number.

 private:
  constexpr Version() noexcept = default;
  [[noreturn]] static void refuse(std::int64_t number);

  std::int64_t number_ = 0;
};

/// The digits, or "base".
std::string to_string(Version version);

}  // namespace rung
