#include "port/sql_dialect.hpp"

#include <cstddef>
#include <variant>

namespace rung {
namespace {

struct Write {
  const SqlDialect* dialect;

  std::string operator()(std::monostate) const { return "null"; }
  std::string operator()(std::int64_t number) const { return std::to_string(number); }
  std::string operator()(std::string_view text) const { return dialect->literal(text); }
};

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// The number that begins at `text[at]`; `at` is moved behind it.
std::size_t take_number(std::string_view text, std::size_t& at) noexcept {
  std::size_t number = 0;
  for (; at < text.size() && is_digit(text[at]); ++at)
    number = number * 10 + static_cast<std::size_t>(text[at] - '0');
  return number;
}

}  // namespace

std::string quoted(std::string_view identifier) {
  std::string text = "\"";
  for (const char c : identifier) {
    if (c == '"') text += '"';
    text += c;
  }
  return text += '"';
}

std::string standard_literal(std::string_view text) {
  std::string literal = "'";
  for (const char c : text) {
    if (c == '\0') {
      literal += "\xEF\xBF\xBD";
      continue;
    }
    if (c == '\'') literal += '\'';
    literal += c;
  }
  return literal += '\'';
}

std::string written(const Value& value, const SqlDialect& dialect) {
  return std::visit(Write{&dialect}, value);
}

std::string with_literals(const Query& query, const SqlDialect& dialect) {
  const std::string_view sql = query.sql;
  const std::string_view mark = dialect.numbered_parameter;
  std::string text;
  char quote = '\0';
  for (std::size_t at = 0; at < sql.size();) {
    const std::size_t digits = at + mark.size();
    if (quote == '\0' && sql.substr(at, mark.size()) == mark && digits < sql.size() &&
        is_digit(sql[digits])) {
      at = digits;
      text += written(query.values.at(take_number(sql, at) - 1), dialect);
      continue;
    }
    const char c = sql[at++];
    // A doubled quote closes and opens again.
    if (quote == '\0' ? c == '\'' || c == '"' : c == quote) quote = quote == '\0' ? c : '\0';
    text += c;
  }
  return text;
}

}  // namespace rung
