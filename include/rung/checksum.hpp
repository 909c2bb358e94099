#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <rung/version.hpp>

namespace rung {

/// A SHA-256, written in lower-case hex. Of a migration it is the checksum of its up text with CRLF folded to
/// LF and a byte-order mark dropped; of a history it is the *chain* (see `extend_chain`). Persistent: these
/// values stand in ledgers, so how they are made never changes.
class Checksum {
 public:
  static constexpr std::size_t length = 64;             ///< In hexadecimal digits.
  using Bytes = std::array<unsigned char, length / 2>;  ///< As a hash function gives it.

  /// 64 zeros: the chain of `base`.
  constexpr Checksum() noexcept : bytes_{} {}
  /// Of a hash that was computed.
  constexpr explicit Checksum(const Bytes& bytes) noexcept : bytes_(bytes) {}

  /// Nothing unless `digits` is exactly 64 lower-case hex digits.
  static std::optional<Checksum> parse(std::string_view digits) noexcept;

  /// All 64, in lower case.
  [[nodiscard]] std::string digits() const;

  /// Digit by digit.
  friend bool operator==(const Checksum& a, const Checksum& b) noexcept { return a.bytes_ == b.bytes_; }
  /// Digit by digit.
  friend bool operator!=(const Checksum& a, const Checksum& b) noexcept { return !(a == b); }

 private:
  Bytes bytes_;
};

/// The chain after one more applied migration: SHA-256 of "<chain> <version> <checksum>\n". Fold it over the
/// applied migrations in ascending order of version, from `Checksum{}`; two databases with equal chains have
/// equal histories.
Checksum extend_chain(const Checksum& chain, Version version, const Checksum& checksum);

/// The same over the versions alone, as far as a folder tells them by the names of its files: SHA-256 of
/// "<versions> <version>\n".
Checksum extend_versions(const Checksum& versions, Version version);

/// What a ledger keeps of both: SHA-256 of "<chain> <versions>\n". With the chain in it, it is known to be
/// out of date where something wrote the chain alone.
Checksum seal(const Checksum& chain, const Checksum& versions);

}  // namespace rung
