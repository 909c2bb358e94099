#include "backend/sqlite3/sql_cursor.hpp"

#include <algorithm>
#include <cstddef>

namespace rung::sqlite {

bool SqlCursor::take(std::string_view words) {
  const SqlToken* at = tokens_.first;
  while (!words.empty()) {
    const std::size_t length = std::min(words.find(' '), words.size());
    if (at == tokens_.last || !at->says(words.substr(0, length))) return false;
    words.remove_prefix(std::min(length + 1, words.size()));
    ++at;
  }
  tokens_.first = at;
  return true;
}

bool SqlCursor::take_sign(std::string_view sign) {
  if (at_end() || !tokens_.first->is_sign(sign)) return false;
  ++tokens_.first;
  return true;
}

void SqlCursor::pass() {
  if (!take_parentheses() && !at_end()) ++tokens_.first;
}

std::string SqlCursor::take_name() { return at_end() ? std::string{} : name_of(*tokens_.first++); }

std::optional<SqlTokens> SqlCursor::take_parentheses() {
  if (at_end() || !tokens_.first->is_sign("(")) return std::nullopt;
  int depth = 0;
  for (const SqlToken* at = tokens_.first; at != tokens_.last; ++at) {
    if (at->is_sign("(")) ++depth;
    if (!at->is_sign(")") || --depth > 0) continue;
    const SqlTokens held(tokens_.first + 1, at);
    tokens_.first = at + 1;
    return held;
  }
  return std::nullopt;
}

std::vector<SqlTokens> split_at_commas(SqlTokens tokens) {
  std::vector<SqlTokens> parts;
  SqlCursor cursor(tokens);
  const SqlToken* begin = tokens.first;
  while (!cursor.at_end()) {
    const SqlToken* const end = cursor.rest().first;
    if (cursor.take_sign(",")) {
      parts.emplace_back(begin, end);
      begin = end + 1;
    } else {
      cursor.pass();
    }
  }
  parts.emplace_back(begin, tokens.last);
  return parts;
}

std::vector<KeyPart> key_parts(SqlTokens tokens) {
  std::vector<KeyPart> parts;
  for (const SqlTokens& written : split_at_commas(tokens)) {
    KeyPart part;
    part.expression = written;
    SqlTokens& left = part.expression;
    if (left.last - left.first > 1 && (left.last[-1].says("asc") || left.last[-1].says("desc"))) {
      if (left.last[-1].says("desc")) part.order = KeyPart::Order::descending;
      --left.last;
    }
    if (left.last - left.first > 2 && left.last[-2].says("collate")) {
      part.collation = name_of(left.last[-1]);
      left.last -= 2;
    }
    parts.push_back(part);
  }
  return parts;
}

}  // namespace rung::sqlite
