#include "embed/cpp_literal.hpp"

#include <fmt/format.h>

namespace rung::embed {

std::string string_literal(std::string_view text) {
  std::string literal = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      literal += '\\';
      literal += c;
    } else if (byte < ' ' || byte > '~' || c == '?') {
      // Octal, because it ends after three digits; a question mark may begin a trigraph.
      literal += fmt::format("\\{:03o}", byte);
    } else {
      literal += c;
    }
  }
  return literal + '"';
}

std::string view_literal(std::string_view text) {
  return text.empty() ? "{}" : fmt::format("{{{}, {}}}", string_literal(text), text.size());
}

}  // namespace rung::embed
