#include "cli/arguments.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>
#include <string_view>

#include <rung/cli.hpp>

namespace rung::cli {
namespace {

/// Options that may stand before the command, and take a value.
constexpr std::array options_with_value{"--database",    "--database-file", "--migrations",  "--format",
                                        "--catalog",     "--ledger",        "--schema",      "--release",
                                        "--transaction", "--lock-wait",     "--lock-timeout"};

bool takes_value(std::string_view argument) {
  return std::any_of(options_with_value.begin(), options_with_value.end(),
                     [argument](std::string_view option) { return option == argument; });
}

bool is_known_with_value(std::string_view argument) {
  const auto equals = argument.find('=');
  return equals != std::string_view::npos && takes_value(argument.substr(0, equals));
}

/// `user:password@host`: a password may hold an `@`, so the last one counts.
void blank_user_password(char* address) {
  char* const at = std::strrchr(address, '@');
  char* const colon = at == nullptr ? nullptr : std::strchr(address, ':');
  if (colon != nullptr && colon < at) std::fill(colon + 1, at, '*');
}

bool is_space(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

/// Behind a value of a connection string: at white space, or behind the quote that it began with. A backslash
/// takes the next character with it.
char* end_of_value(char* value) {
  const bool is_quoted = *value == '\'' || *value == '"';
  char* at = is_quoted ? value + 1 : value;
  while (*at != '\0' && !(is_quoted ? *at == *value : is_space(*at)))
    at += *at == '\\' && at[1] != '\0' ? 2 : 1;
  return *at != '\0' && is_quoted ? at + 1 : at;
}

/// Whether `?` or `&` stands before the keyword that ends as this one does (`sslpassword`).
bool stands_in_query(const char* argument, const char* keyword) {
  while (keyword != argument && (std::isalpha(static_cast<unsigned char>(keyword[-1])) != 0)) --keyword;
  return keyword != argument && (keyword[-1] == '?' || keyword[-1] == '&');
}

/// `password=…`, in a URL's query or in a connection string, where white space may stand beside the `=`.
void blank_named_passwords(char* argument) {
  constexpr std::string_view name = "password";
  for (char* at = std::strstr(argument, name.data()); at != nullptr; at = std::strstr(at, name.data())) {
    const bool is_in_query = stands_in_query(argument, at);
    at += name.size();
    while (is_space(*at)) ++at;
    if (*at != '=') continue;
    do ++at;
    while (is_space(*at));
    char* const end = is_in_query ? at + std::strcspn(at, "&") : end_of_value(at);
    std::fill(at, end, '*');
    at = end;
  }
}

}  // namespace

bool wants(int argc, const char* const* argv, const Engine& engine) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (takes_value(argument)) {
      ++i;
    } else if (!is_known_with_value(argument)) {
      if (!engine.prefix.empty()) return argument == engine.prefix;
      return argument == "upgrade" || argument == "downgrade" || argument == "db";
    }
  }
  return false;
}

std::vector<std::string> spelled_out(int argc, const char* const* argv) {
  constexpr std::string_view spelling = "--to-";
  std::vector<std::string> arguments;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument.substr(0, spelling.size()) == spelling) {
      arguments.emplace_back("--to");
      arguments.emplace_back(argument.substr(spelling.size()));
    } else {
      arguments.emplace_back(argument);
    }
  }
  return arguments;
}

void blank_passwords(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    // First, or the stars of the other would hide the keyword.
    blank_named_passwords(argv[i]);
    char* const scheme = std::strstr(argv[i], "://");
    if (scheme != nullptr) blank_user_password(scheme + 3);
  }
}

}  // namespace rung::cli
