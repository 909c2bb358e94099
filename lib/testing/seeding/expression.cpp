#include "testing/seeding/expression.hpp"

#include <algorithm>
#include <cctype>

#include "text/lexical_rules.hpp"
#include "text/tokenizer.hpp"

namespace rung::testing::seeding {
namespace {

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// What stands between quotes, doubled ones once; of an escape string, what a backslash escapes as it is.
std::string unquoted(std::string_view quoted, bool escapes) {
  const char quote = quoted.front() == '[' ? ']' : quoted.front();
  std::string text;
  for (std::size_t i = 1; i + 1 < quoted.size(); ++i) {
    if (quoted[i] == quote || (escapes && quoted[i] == '\\')) ++i;
    text += quoted[i];
  }
  return text;
}

/// Sorts tokens into hints. Numbers come in parts: `1`, `.`, `5`.
class HintReader {
 public:
  HintReader(std::string_view expression, Dialect dialect) : expression_(expression), dialect_(dialect) {}

  void read(std::size_t begin, std::size_t end) {
    const std::string_view token = expression_.substr(begin, end - begin);
    if (token.empty()) return;
    const bool adjoins = !number_.empty() && begin == end_;
    const bool of_number = is_digit(token.front()) || (adjoins && token == ".");
    if (!adjoins || !of_number) flush();
    if (of_number) number_ += token;
    end_ = end;
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
      hints_.texts.push_back(unquoted(token, escapes_));
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

  std::string_view expression_;
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
  text::Tokenizer tokenizer(text::lexical_rules(dialect), {});
  tokenizer.feed(expression);
  HintReader reader(expression, dialect);
  for (text::TokenKind kind = tokenizer.next(); kind != text::TokenKind::none; kind = tokenizer.next()) {
    // Of a dollar quote, words come ahead of the whole.
    if (kind != text::TokenKind::quoted_word) reader.read(tokenizer.begin(), tokenizer.last_end());
  }
  if (tokenizer.finish() != text::TokenKind::none) reader.read(tokenizer.begin(), tokenizer.last_end());
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
  std::string folded = is_quoted ? unquoted(name, false) : std::string(name);
  std::transform(folded.begin(), folded.end(), folded.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return folded;
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
