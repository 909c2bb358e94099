#include "text/reading_settings.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace rung::text {

namespace {

// Lower case, and nothing but letters, digits and underscores.
std::string bare(std::string_view statement) {
  std::string result;
  for (const char c : statement) {
    const bool is_upper = c >= 'A' && c <= 'Z';
    if (is_upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_') {
      result += is_upper ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  return result;
}

void drop_prefix(std::string_view& text, std::string_view prefix) {
  if (text.substr(0, prefix.size()) == prefix) text.remove_prefix(prefix.size());
}

// `set [session | local] client_encoding {= | to} 'UTF8'`, and so on, by now without blanks and quotes.
bool sets_what_is_set(std::string_view statement) {
  constexpr std::array<std::string_view, 8> harmless = {"client_encodingutf8",
                                                        "client_encodingunicode",
                                                        "namesutf8",
                                                        "standard_conforming_stringson",
                                                        "standard_conforming_stringstrue",
                                                        "standard_conforming_stringsyes",
                                                        "standard_conforming_strings1",
                                                        "namesunicode"};
  drop_prefix(statement, "set");
  drop_prefix(statement, "session");
  drop_prefix(statement, "local");
  std::string without_to(statement);
  for (const std::string_view name : {"client_encoding", "standard_conforming_strings"}) {
    if (statement.substr(0, name.size()) == name && statement.substr(name.size(), 2) == "to") {
      without_to.erase(name.size(), 2);
    }
  }
  return std::find(harmless.begin(), harmless.end(), without_to) != harmless.end();
}

}  // namespace

bool changes_reading_settings(std::string_view statement) {
  const std::string text = bare(statement);
  const bool is_about_them = text.find("client_encoding") != std::string::npos ||
                             text.find("standard_conforming_strings") != std::string::npos ||
                             text.rfind("setnames", 0) == 0 || text.rfind("setsessionnames", 0) == 0 ||
                             text.rfind("setlocalnames", 0) == 0;
  return is_about_them && !sets_what_is_set(text);
}

}  // namespace rung::text
