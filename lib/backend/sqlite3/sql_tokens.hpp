#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rung::sqlite {

/// One token of a statement that SQLite has accepted, in a form in which white space, comments, quotes and
/// the case of what has none are gone.
struct SqlToken {
  enum class Kind {
    word,           ///< A keyword or a plain name, in lower case.
    quoted_name,    ///< What `[…]` or backticks hold, as it is.
    double_quoted,  ///< What double quotes hold, as it is: a name, or a string where nothing has that name.
    text,           ///< A string, as it is written.
    value,          ///< A number or a blob, in lower case.
    sign,           ///< An operator, a bracket, a comma.
  };

  Kind kind = Kind::sign;
  std::string text;

  [[nodiscard]] bool says(std::string_view word) const noexcept { return kind == Kind::word && text == word; }
  [[nodiscard]] bool is_sign(std::string_view sign) const noexcept {
    return kind == Kind::sign && text == sign;
  }
  [[nodiscard]] bool is_name() const noexcept {
    return kind == Kind::word || kind == Kind::quoted_name || kind == Kind::double_quoted;
  }
};

/// Some tokens of a statement, in a row; borrowed.
struct SqlTokens {
  const SqlToken* first = nullptr;
  const SqlToken* last = nullptr;  ///< Behind the last one.

  SqlTokens() = default;
  SqlTokens(const SqlToken* first_token, const SqlToken* last_token) : first(first_token), last(last_token) {}
  // NOLINTNEXTLINE(google-explicit-constructor,hicpp-explicit-conversions): a whole statement is some tokens
  SqlTokens(const std::vector<SqlToken>& tokens)
      : first(tokens.data()), last(tokens.data() + tokens.size()) {}

  [[nodiscard]] const SqlToken* begin() const noexcept { return first; }
  [[nodiscard]] const SqlToken* end() const noexcept { return last; }
  [[nodiscard]] bool empty() const noexcept { return first == last; }
};

std::vector<SqlToken> sql_tokens(std::string_view statement);

/// In lower case as far as SQLite folds names: ASCII only.
std::string folded(std::string_view name);

/// The name that a token gives where only a name can stand: SQLite takes a string there, too.
std::string name_of(const SqlToken& token);

/// A name as it is written in SQL: in lower case, since case does not count, and quoted only if needed.
std::string sql_name(std::string_view name);

}  // namespace rung::sqlite
