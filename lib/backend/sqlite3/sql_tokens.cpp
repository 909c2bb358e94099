#include "backend/sqlite3/sql_tokens.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include <sqlite3.h>

#include "port/sql_dialect.hpp"
#include "text/whole_text.hpp"

namespace rung::sqlite {
namespace {

using Kind = SqlToken::Kind;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool begins_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// What the quotes hold.
std::string unquoted(std::string_view quoted) {
  return text::undoubled(quoted.substr(1, quoted.size() - 2), quoted.back());
}

/// SQLite's operators of more than one sign, the longest first.
constexpr std::array<std::string_view, 10> operators = {
    "->>", "->", "||", "<<", "<=", "<>", ">>", ">=", "==", "!="};

/// Puts the tokenizer's pieces together: it cuts numbers and operators at every sign.
class Pieces {
 public:
  explicit Pieces(std::string_view statement)
      : statement_(statement), pieces_(text::tokens_of(statement, Dialect::sqlite)) {}

  std::vector<SqlToken> tokens() {
    std::vector<SqlToken> tokens;
    tokens.reserve(pieces_.size());
    while (next_ < pieces_.size()) tokens.push_back(token());
    return tokens;
  }

 private:
  SqlToken token() {
    const std::string_view piece = text_of(next_);
    switch (piece.front()) {
      case '\'':
        return taken(Kind::text, std::string(piece), 1);
      case '"':
        return taken(Kind::double_quoted, unquoted(piece), 1);
      case '`':
      case '[':
        return taken(Kind::quoted_name, unquoted(piece), 1);
      default:
        break;
    }
    if (is_digit(piece.front()) || (piece == "." && is_digit(first_of_adjoining(1)))) return number();
    if (!begins_word(piece.front())) return sign();
    if ((piece == "x" || piece == "X") && first_of_adjoining(1) == '\'') return blob();
    return taken(Kind::word, folded(piece), 1);
  }

  SqlToken taken(Kind kind, std::string text, std::size_t pieces) {
    next_ += pieces;
    return {kind, std::move(text)};
  }

  SqlToken blob() {
    const std::size_t begin = pieces_[next_].begin;
    const std::size_t end = end_of(next_ + 1);
    return taken(Kind::value, folded(statement_.substr(begin, end - begin)), 2);
  }

  SqlToken number() {
    std::string number(text_of(next_));
    const bool is_hexadecimal = number.size() > 1 && (number[1] == 'x' || number[1] == 'X');
    std::size_t pieces = 1;
    while (!is_hexadecimal && goes_on(number, first_of_adjoining(pieces)))
      number += text_of(next_ + pieces++);
    return taken(Kind::value, folded(number), pieces);
  }

  /// Whether the next sign belongs to the number: `1.5e-3`, `.5`, `1.e3`.
  static bool goes_on(const std::string& number, char next) {
    switch (number.back()) {
      case '.':
        return is_digit(next) || next == 'e' || next == 'E';
      case 'e':
      case 'E':
        return next == '+' || next == '-';
      case '+':
      case '-':
        return is_digit(next);
      default:
        return next == '.';
    }
  }

  SqlToken sign() {
    for (const std::string_view candidate : operators) {
      if (statement_.substr(pieces_[next_].begin, candidate.size()) == candidate)
        return taken(Kind::sign, std::string(candidate), candidate.size());
    }
    return taken(Kind::sign, std::string(text_of(next_)), 1);
  }

  [[nodiscard]] std::string_view text_of(std::size_t index) const { return pieces_[index].text; }
  [[nodiscard]] std::size_t end_of(std::size_t index) const {
    return pieces_[index].begin + pieces_[index].text.size();
  }
  /// Of the piece that many further on, if no space stands before it; else NUL.
  [[nodiscard]] char first_of_adjoining(std::size_t distance) const {
    const std::size_t index = next_ + distance;
    if (index >= pieces_.size() || pieces_[index].begin != end_of(index - 1)) return '\0';
    return statement_[pieces_[index].begin];
  }

  std::string_view statement_;
  std::vector<text::WholeToken> pieces_;
  std::size_t next_ = 0;
};

bool is_plain(std::string_view name) {
  const auto in_word = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || is_digit(c);
  };
  return !name.empty() && !is_digit(name.front()) && std::all_of(name.begin(), name.end(), in_word);
}

}  // namespace

std::vector<SqlToken> sql_tokens(std::string_view statement) { return Pieces(statement).tokens(); }

std::string folded(std::string_view name) { return text::in_lower_case(name); }

std::string name_of(const SqlToken& token) {
  return folded(token.kind == Kind::text ? unquoted(token.text) : token.text);
}

std::string sql_name(std::string_view name) {
  const std::string lower = folded(name);
  const bool is_keyword = sqlite3_keyword_check(lower.data(), static_cast<int>(lower.size())) != 0;
  return is_plain(lower) && !is_keyword ? lower : quoted(lower);
}

}  // namespace rung::sqlite
