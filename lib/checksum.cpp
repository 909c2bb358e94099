#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include <rung/checksum.hpp>

#include "text_hash.hpp"

namespace rung {

std::optional<Checksum> Checksum::parse(std::string_view digits) noexcept {
  if (digits.size() != length) return std::nullopt;
  const bool all_hex = std::all_of(digits.begin(), digits.end(),
                                   [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
  if (!all_hex) return std::nullopt;
  Checksum result;
  const char* digit = digits.data();
  for (unsigned char& byte : result.bytes_) {
    std::from_chars(digit, digit + 2, byte, 16);
    digit += 2;
  }
  return result;
}

// By hand: a boot with a folder of ten thousand files asks as many times, and fmt::join takes several times
// as long.
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
