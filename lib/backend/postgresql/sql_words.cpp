#include "backend/postgresql/sql_words.hpp"

#include <algorithm>

#include "backend/postgresql/unicode_name.hpp"
#include "text/whole_text.hpp"

namespace rung::postgresql {
namespace {

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

bool equal_in_any_case(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](char a, char b) { return upper(a) == upper(b); });
}

bool begins_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

SqlWords::SqlWords(std::string_view statement) : tokens_(text::tokens_of(statement, Dialect::postgresql)) {}

bool SqlWords::take(std::string_view phrase) {
  std::size_t index = next_;
  while (!phrase.empty()) {
    const std::size_t length = std::min(phrase.find(' '), phrase.size());
    if (!says(index, phrase.substr(0, length))) return false;
    phrase.remove_prefix(std::min(length + 1, phrase.size()));
    ++index;
  }
  next_ = index;
  return true;
}

bool SqlWords::take_sign(char sign) {
  if (first_of(next_) != sign) return false;
  ++next_;
  return true;
}

void SqlWords::pass_parentheses() {
  std::size_t depth = 0;
  do {
    if (first_of(next_) == '(') ++depth;
    if (depth == 0) return;
    if (first_of(next_) == ')') --depth;
    ++next_;
  } while (depth > 0 && next_ < tokens_.size());
}

std::optional<SqlName> SqlWords::take_name() {
  SqlName name;
  auto part = take_name_part();
  while (part) {
    name.text += *part;
    if (!take_sign('.')) return name;
    name.text += '.';
    name.qualified = true;
    part = take_name_part();
  }
  return std::nullopt;
}

std::optional<std::string> SqlWords::take_name_part() {
  if (first_of(next_) == '"') return std::string(tokens_[next_++].text);
  const bool is_escaped = says(next_, "U") && adjoins_next(next_) && first_of(next_ + 1) == '&' &&
                          adjoins_next(next_ + 1) && first_of(next_ + 2) == '"';
  if (is_escaped) {
    next_ += 3;
    return says(next_, "UESCAPE") ? std::nullopt : unescaped_name(tokens_[next_ - 1].text);
  }
  if (!begins_word(first_of(next_))) return std::nullopt;
  return std::string(tokens_[next_++].text);
}

std::optional<std::string> SqlWords::take_string() {
  const bool has_escapes = says(next_, "E") && adjoins_next(next_);
  const std::size_t index = has_escapes ? next_ + 1 : next_;
  const char quote = first_of(index);
  // Strings that stand on lines behind each other are one.
  if ((quote != '\'' && quote != '$') || first_of(index + 1) == '\'') return std::nullopt;
  const std::string_view whole = tokens_[index].text;
  next_ = index + 1;
  if (quote == '$') {
    const std::size_t tag = whole.find('$', 1) + 1;
    return std::string(whole.substr(tag, whole.size() - 2 * tag));
  }
  if (has_escapes && whole.find('\\') != std::string_view::npos) return std::nullopt;
  return text::undoubled(whole.substr(1, whole.size() - 2), '\'');
}

bool SqlWords::ahead(std::string_view word) const {
  return std::any_of(tokens_.begin() + static_cast<std::ptrdiff_t>(next_), tokens_.end(),
                     [word](const text::WholeToken& token) { return equal_in_any_case(token.text, word); });
}

bool SqlWords::says(std::size_t index, std::string_view word) const {
  return index < tokens_.size() && equal_in_any_case(tokens_[index].text, word);
}

char SqlWords::first_of(std::size_t index) const {
  return index < tokens_.size() ? tokens_[index].text.front() : '\0';
}

bool SqlWords::adjoins_next(std::size_t index) const {
  return index + 1 < tokens_.size() &&
         tokens_[index].begin + tokens_[index].text.size() == tokens_[index + 1].begin;
}

}  // namespace rung::postgresql
