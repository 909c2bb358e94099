#include "cli/arguments.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

#include <rung/cli.hpp>

namespace rung::cli {
namespace {

/// Options that may stand before the command, and take a value.
constexpr std::array options_with_value{"--database",    "--database-file", "--migrations", "--format",
                                        "--catalog",     "--ledger",        "--schema",     "--release",
                                        "--transaction", "--lock-wait"};

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

/// `password=…`, in a URL's query or in a connection string.
void blank_named_password(char* address) {
  constexpr std::string_view name = "password=";
  for (char* found = std::strstr(address, name.data()); found != nullptr;
       found = std::strstr(found, name.data())) {
    found += name.size();
    const bool is_quoted = *found == '\'' || *found == '"';
    char* const end = is_quoted ? std::strchr(found + 1, *found) : std::strpbrk(found, " &");
    std::fill(found, end == nullptr ? found + std::strlen(found) : end, '*');
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
    char* const scheme = std::strstr(argv[i], "://");
    if (scheme == nullptr) continue;
    blank_user_password(scheme + 3);
    blank_named_password(scheme + 3);
  }
}

}  // namespace rung::cli
