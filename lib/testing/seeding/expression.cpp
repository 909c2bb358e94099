#include "testing/seeding/expression.hpp"

#include <algorithm>
#include <cctype>

#include "text/whole_text.hpp"

namespace rung::testing::seeding {
namespace {

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// What an escape string says; what a backslash escapes as it is.
std::string unescaped(std::string_view inside) {
  std::string text;
  for (std::size_t i = 0; i < inside.size(); ++i) {
    if (inside[i] == '\'' || inside[i] == '\\') ++i;
    if (i < inside.size()) text += inside[i];
  }
  return text;
}

std::string_view inside_quotes(std::string_view quoted) { return quoted.substr(1, quoted.size() - 2); }

/// Sorts tokens into hints. Numbers come in parts: `1`, `.`, `5`.
class HintReader {
 public:
  explicit HintReader(Dialect dialect) : dialect_(dialect) {}

  void read(const text::WholeToken& whole) {
    const std::string_view token = whole.text;
    const bool adjoins = !number_.empty() && whole.begin == end_;
    const bool of_number = is_digit(token.front()) || (adjoins && token == ".");
    if (!adjoins || !of_number) flush();
    if (of_number) number_ += token;
    end_ = whole.begin + token.size();
    if (!of_number) sort(token);
    escapes_ = token == "E" || token == "e";
  }

  Hints take() {
    flush();
    return std::move(hints_);
  }

 private:
  void sort(std::string_view token) {
    const char first = token.front();
    if (first == '\'' && token.size() >= 2) {
      const std::string_view inside = inside_quotes(token);
      hints_.texts.push_back(escapes_ ? unescaped(inside) : text::undoubled(inside, '\''));
      if (is_number(hints_.texts.back())) hints_.numbers.push_back(hints_.texts.back());
    } else if (first == '$' && token.size() > 1 && token.back() == '$') {
      const std::size_t tag = token.find('$', 1) + 1;
      if (token.size() >= 2 * tag) hints_.add(hints_in(token.substr(tag, token.size() - 2 * tag), dialect_));
    } else if (std::isalpha(static_cast<unsigned char>(first)) != 0 || first == '_' || first == '"' ||
               first == '`' || first == '[' || static_cast<unsigned char>(first) >= 0x80U) {
      hints_.names.push_back(folded(token));
    }
  }

  void flush() {
    if (is_number(number_)) hints_.numbers.push_back(number_);
    number_.clear();
  }

  Dialect dialect_;
  Hints hints_;
  std::string number_;
  std::size_t end_ = 0;
  bool escapes_ = false;
};

}  // namespace

void Hints::add(const Hints& more) {
  names.insert(names.end(), more.names.begin(), more.names.end());
  texts.insert(texts.end(), more.texts.begin(), more.texts.end());
  numbers.insert(numbers.end(), more.numbers.begin(), more.numbers.end());
}

Hints hints_in(std::string_view expression, Dialect dialect) {
  HintReader reader(dialect);
  for (const text::WholeToken& token : text::tokens_of(expression, dialect)) reader.read(token);
  return reader.take();
}

std::vector<std::string> split_names(std::string_view list) {
  std::vector<std::string> names;
  std::string name;
  char quote = '\0';
  int depth = 0;
  for (const char c : list) {
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '"' || c == '`' || c == '\'') {
      quote = c;
    } else if (c == '[' || c == '(') {
      ++depth;
    } else if (c == ']' || c == ')') {
      --depth;
    } else if (c == ',' && depth == 0) {
      names.push_back(name);
      name.clear();
      continue;
    }
    if (!name.empty() || c != ' ') name += c;
  }
  if (!name.empty()) names.push_back(name);
  return names;
}

std::string folded(std::string_view name) {
  const bool is_quoted =
      name.size() >= 2 && (name.front() == '"' || name.front() == '`' || name.front() == '[');
  if (!is_quoted) return text::in_lower_case(name);
  return text::in_lower_case(text::undoubled(inside_quotes(name), name.back()));
}

bool is_number(std::string_view text) noexcept {
  if (!text.empty() && text.front() == '-') text.remove_prefix(1);
  const std::size_t dot = text.find('.');
  const std::string_view whole = text.substr(0, dot);
  const std::string_view fraction = dot == std::string_view::npos ? "0" : text.substr(dot + 1);
  return !whole.empty() && std::all_of(whole.begin(), whole.end(), is_digit) &&
         std::all_of(fraction.begin(), fraction.end(), is_digit);
}

}  // namespace rung::testing::seeding
