#include <charconv>

#include <fmt/format.h>

#include <rung/error.hpp>
#include <rung/version.hpp>

namespace rung {

std::optional<Version> Version::parse(std::string_view digits) noexcept {
  std::int64_t number = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stopped, error] = std::from_chars(digits.data(), end, number);
  // from_chars takes a minus sign, which a version does not have.
  if (error != std::errc{} || stopped != end || number <= 0) return std::nullopt;
  return Version{number};
}

void Version::refuse(std::int64_t number) {
  throw SourceError(fmt::format("{} is no version: versions are 1, 2, 3 … up to 63 bits", number));
}

std::string to_string(Version version) {
  return version.is_base() ? "base" : std::to_string(version.number());
}

}  // namespace rung
