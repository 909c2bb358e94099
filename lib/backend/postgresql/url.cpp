#include "backend/postgresql/url.hpp"

#include <algorithm>
#include <cctype>
#include <memory>
#include <string_view>

#include <fmt/format.h>
#include <libpq-fe.h>

#include <rung/error.hpp>

namespace rung::postgresql {
namespace {

using Options = std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)>;

[[noreturn]] void refuse(const std::string& message) {
  throw ConnectionError(message, CatalogState::untouched(), Retry::useless);
}

bool begins_with(std::string_view text, std::string_view part) { return text.substr(0, part.size()) == part; }

bool is_keyword(std::string_view text) {
  const Options known(PQconndefaults(), &PQconninfoFree);
  for (const PQconninfoOption* option = known.get(); option != nullptr && option->keyword != nullptr;
       ++option) {
    if (text == option->keyword) return true;
  }
  return text == "singlerow";
}

/// SOCI's form behind the scheme: a keyword of libpq's and `=` come first, which no URI has there.
bool is_connection_string(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  const std::size_t length = std::min(text.find_first_of(" ="), text.size());
  const std::size_t sign = text.find_first_not_of(' ', length);
  return sign != std::string_view::npos && text[sign] == '=' && is_keyword(text.substr(0, length));
}

/// What libpq reads: a connection string without SOCI's scheme, or a URI, before which SOCI wants the scheme
/// twice.
std::string for_libpq(std::string_view url) {
  const std::string_view behind = url.substr(std::min(url.find(':') + 1, url.size()));
  const std::string_view rest = begins_with(behind, "//") ? behind.substr(2) : behind;
  const bool is_nested = begins_with(rest, "postgresql://") || begins_with(rest, "postgres://");
  return std::string(is_nested || is_connection_string(rest) ? rest : url);
}

/// Whether a URI has an `@` behind the one before the host, or behind the host: in a password that was not
/// encoded. libpq would take the rest of the password for a host, a port or a database, which are shown.
bool has_stray_at(std::string_view uri) {
  const std::size_t scheme = uri.find("://");
  if (scheme == std::string_view::npos || is_connection_string(uri)) return false;
  const std::string_view place = uri.substr(scheme + 3, uri.find('?', scheme) - scheme - 3);
  const std::size_t last = place.rfind('@');
  return last != std::string_view::npos && (place.find('@') != last || place.find('/') < last);
}

bool has_ports(const PQconninfoOption* option) {
  while (std::string_view(option->keyword) != "port") ++option;
  return option->val == nullptr ||
         std::string_view(option->val).find_first_not_of("0123456789,") == std::string_view::npos;
}

std::string percent_encoded(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain =
        byte < 0x80 && (std::isalnum(byte) != 0 || c == '-' || c == '.' || c == '_' || c == '~');
    encoded += is_plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  return encoded;
}

bool is_secret(std::string_view keyword) { return keyword.find("password") != std::string_view::npos; }

}  // namespace

Url::Url(const std::string& url) {
  const std::string text = for_libpq(url);
  if (has_stray_at(text))
    refuse(
        "the database's URL has an `@` too many: in a user's name, a password or a database's name write "
        "%40, and %2F "
        "for `/`");
  // libpq's own words repeat what it could not read, which may be the password.
  const Options options(PQconninfoParse(text.c_str(), nullptr), &PQconninfoFree);
  if (!options && text.find("singlerow") != std::string::npos)
    refuse("the database's URL says `singlerow`, which a migration cannot use: take it out");
  if (!options || !has_ports(options.get()))
    refuse(
        "the database's URL cannot be read. Write postgres://USER@HOST:PORT/DATABASE, with other characters "
        "than "
        "letters and digits as %40 (for @) and the like; or postgresql://host=HOST dbname=DATABASE, with "
        "'single quotes' around what holds a blank");
  for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
    if (option->val != nullptr) parameters_.emplace_back(option->keyword, option->val);
  }
}

std::string Url::uri() const {
  // SOCI wants a `=` somewhere; this says what is so anyway.
  std::string uri = "postgresql://";
  if (parameters_.empty()) return uri + "?keepalives=1";
  char sign = '?';
  for (const auto& [keyword, value] : parameters_) {
    uri += fmt::format("{}{}={}", sign, keyword, percent_encoded(value));
    sign = '&';
  }
  return uri;
}

Url Url::with_database(std::string name) const {
  Url other = *this;
  const auto is_database = [](const auto& parameter) { return parameter.first == "dbname"; };
  auto& parameters = other.parameters_;
  parameters.erase(std::remove_if(parameters.begin(), parameters.end(), is_database), parameters.end());
  parameters.emplace_back("dbname", std::move(name));
  return other;
}

std::string Url::without_secrets(std::string text) const {
  constexpr std::string_view stars = "***";
  for (const auto& [keyword, value] : parameters_) {
    if (!is_secret(keyword) || value.empty()) continue;
    for (auto at = text.find(value); at != std::string::npos; at = text.find(value, at + stars.size()))
      text.replace(at, value.size(), stars);
  }
  return text;
}

}  // namespace rung::postgresql
