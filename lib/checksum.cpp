#include <algorithm>
#include <iterator>

#include <boost/algorithm/hex.hpp>
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
  boost::algorithm::unhex(digits.begin(), digits.end(), result.bytes_.begin());
  return result;
}

std::string Checksum::digits() const {
  std::string digits;
  digits.reserve(length);
  boost::algorithm::hex_lower(bytes_.begin(), bytes_.end(), std::back_inserter(digits));
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
