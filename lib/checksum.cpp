#include <cstddef>
#include <optional>

#include <fmt/format.h>

#include <rung/checksum.hpp>

#include "text_hash.hpp"

namespace rung {

namespace {

/// Nothing for what is no digit of ours.
std::optional<unsigned> value_of(char digit) noexcept {
  if (digit >= '0' && digit <= '9') return static_cast<unsigned>(digit - '0');
  if (digit >= 'a' && digit <= 'f') return static_cast<unsigned>(digit - 'a') + 10;
  return std::nullopt;
}

}  // namespace

// By hand, both: a step reads and writes some, and from_chars and fmt::join take several times as long.
std::optional<Checksum> Checksum::parse(std::string_view digits) noexcept {
  if (digits.size() != length) return std::nullopt;
  Checksum result;
  for (std::size_t i = 0; i < result.bytes_.size(); ++i) {
    const auto high = value_of(digits[2 * i]);
    const auto low = value_of(digits[2 * i + 1]);
    if (!high || !low) return std::nullopt;
    result.bytes_.at(i) = static_cast<unsigned char>(*high * 16 + *low);
  }
  return result;
}

std::string Checksum::digits() const {
  constexpr std::string_view hex = "0123456789abcdef";
  std::string digits;
  digits.reserve(length);
  for (const unsigned char byte : bytes_) {
    digits += hex[byte / 16U];
    digits += hex[byte % 16U];
  }
  return digits;
}

Checksum extend_chain(const Checksum& chain, Version version, const Checksum& checksum) {
  // Digits, blanks and one line feed: folding does not touch them.
  return checksum_of_text(fmt::format("{} {} {}\n", chain.digits(), version.number(), checksum.digits()));
}

Checksum extend_versions(const Checksum& versions, Version version) {
  return checksum_of_text(fmt::format("{} {}\n", versions.digits(), version.number()));
}

Checksum seal(const Checksum& chain, const Checksum& versions) {
  return checksum_of_text(fmt::format("{} {}\n", chain.digits(), versions.digits()));
}

}  // namespace rung
