#include <algorithm>

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
  std::copy(digits.begin(), digits.end(), result.digits_.begin());
  return result;
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
