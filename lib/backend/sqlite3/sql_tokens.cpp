#include "backend/sqlite3/sql_tokens.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include <sqlite3.h>

#include "port/sql_dialect.hpp"
#include "text/lexical_rules.hpp"
#include "text/tokenizer.hpp"

namespace rung::sqlite {
namespace {

using Kind = SqlToken::Kind;
using text::TokenKind;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool begins_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// What the quotes hold; two of them stand for one.
std::string unquoted(std::string_view quoted) {
  const char quote = quoted.back();
  std::string held;
  for (std::size_t i = 1; i + 1 < quoted.size(); ++i) {
    held += quoted[i];
    if (quoted[i] == quote) ++i;
  }
  return held;
}

/// SQLite's operators of more than one sign, the longest first.
constexpr std::array<std::string_view, 10> operators = {
    "->>", "->", "||", "<<", "<=", "<>", ">>", ">=", "==", "!="};

/// Puts the tokenizer's pieces together: it cuts numbers and operators at every sign.
class Pieces {
 public:
  explicit Pieces(std::string_view statement) : statement_(statement) {
    text::Tokenizer tokenizer(text::lexical_rules(Dialect::sqlite), {});
    const auto keep = [&](TokenKind kind) {
      if (kind == TokenKind::none) return;
      pieces_.push_back(
          {static_cast<std::size_t>(tokenizer.begin()), static_cast<std::size_t>(tokenizer.last_end())});
    };
    tokenizer.feed(statement);
    for (TokenKind kind = tokenizer.next(); kind != TokenKind::none; kind = tokenizer.next()) keep(kind);
    keep(tokenizer.finish());
  }

  std::vector<SqlToken> tokens() {
    std::vector<SqlToken> tokens;
    tokens.reserve(pieces_.size());
    while (next_ < pieces_.size()) tokens.push_back(token());
    return tokens;
  }

 private:
  struct Piece {
    std::size_t begin;
    std::size_t end;
  };

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
    const std::size_t end = pieces_[next_ + 1].end;
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

  [[nodiscard]] std::string_view text_of(std::size_t index) const {
    return statement_.substr(pieces_[index].begin, pieces_[index].end - pieces_[index].begin);
  }
  /// Of the piece that many further on, if no space stands before it; else NUL.
  [[nodiscard]] char first_of_adjoining(std::size_t distance) const {
    const std::size_t index = next_ + distance;
    if (index >= pieces_.size() || pieces_[index].begin != pieces_[index - 1].end) return '\0';
    return statement_[pieces_[index].begin];
  }

  std::string_view statement_;
  std::vector<Piece> pieces_;
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

std::string folded(std::string_view name) {
  std::string result(name);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

std::string name_of(const SqlToken& token) {
  return folded(token.kind == Kind::text ? unquoted(token.text) : token.text);
}

std::string sql_name(std::string_view name) {
  const std::string lower = folded(name);
  const bool is_keyword = sqlite3_keyword_check(lower.data(), static_cast<int>(lower.size())) != 0;
  return is_plain(lower) && !is_keyword ? lower : quoted(lower);
}

}  // namespace rung::sqlite
