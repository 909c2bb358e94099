#include "backend/postgresql/unicode_name.hpp"

#include <charconv>
#include <cstddef>
#include <cstdint>

namespace rung::postgresql {
namespace {

void append_utf8(std::string& text, std::uint32_t code) {
  const auto add = [&text](std::uint32_t byte) {
    text += static_cast<char>(static_cast<unsigned char>(byte));
  };
  if (code < 0x80) {
    add(code);
  } else if (code < 0x800) {
    add(0xC0U | (code >> 6U));
    add(0x80U | (code & 0x3FU));
  } else if (code < 0x10000) {
    add(0xE0U | (code >> 12U));
    add(0x80U | ((code >> 6U) & 0x3FU));
    add(0x80U | (code & 0x3FU));
  } else {
    add(0xF0U | (code >> 18U));
    add(0x80U | ((code >> 12U) & 0x3FU));
    add(0x80U | ((code >> 6U) & 0x3FU));
    add(0x80U | (code & 0x3FU));
  }
}

/// The character of so many hexadecimal digits at the text's start.
std::optional<std::uint32_t> code_point(std::string_view text, std::size_t digits) {
  std::uint32_t code = 0;
  if (text.size() < digits) return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + digits, code, 16);
  const bool is_surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (error != std::errc{} || end != text.data() + digits || is_surrogate || code == 0 || code > 0x10FFFF)
    return std::nullopt;
  return code;
}

}  // namespace

std::optional<std::string> unescaped_name(std::string_view quoted) {
  std::string name;
  while (!quoted.empty()) {
    if (quoted.front() != '\\') {
      name += quoted.front();
      quoted.remove_prefix(1);
      continue;
    }
    quoted.remove_prefix(1);
    if (!quoted.empty() && quoted.front() == '\\') {
      name += '\\';
      quoted.remove_prefix(1);
      continue;
    }
    const bool is_long = !quoted.empty() && quoted.front() == '+';
    if (is_long) quoted.remove_prefix(1);
    const std::size_t digits = is_long ? 6 : 4;
    const auto code = code_point(quoted, digits);
    if (!code) return std::nullopt;
    append_utf8(name, *code);
    if (*code == '"') name += '"';
    quoted.remove_prefix(digits);
  }
  return name;
}

}  // namespace rung::postgresql
