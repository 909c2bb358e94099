#include "address.hpp"

#include <charconv>

namespace job_queue {
namespace {

/// Only as it would be printed: "080" is no port, for it would come back as "80".
std::optional<int> parse_port(std::string_view digits) {
  int port = 0;
  const char* const end = digits.data() + digits.size();
  const auto [rest, error] = std::from_chars(digits.data(), end, port);
  const bool whole = error == std::errc() && rest == end && digits.front() != '0';
  return whole && port > 0 && port <= 65535 ? std::optional(port) : std::nullopt;
}

bool has_colon(std::string_view text) { return text.find(':') != std::string_view::npos; }

}  // namespace

Place split_address(std::string_view address) {
  Place place{std::string(address), std::nullopt};
  const std::size_t colon = address.rfind(':');
  if (colon == std::string_view::npos) return place;

  std::string_view host = address.substr(0, colon);
  const bool bracketed = host.size() >= 2 && host.front() == '[' && host.back() == ']';
  if (bracketed) host = host.substr(1, host.size() - 2);
  const std::optional<int> port = parse_port(address.substr(colon + 1));
  // Brackets are for what holds colons, and that never stands without them.
  if (port && bracketed == has_colon(host)) place = {std::string(host), port};
  return place;
}

std::string join_address(const Place& place) {
  if (!place.port) return place.host;
  const std::string host = has_colon(place.host) ? "[" + place.host + "]" : place.host;
  return host + ":" + std::to_string(*place.port);
}

}  // namespace job_queue
