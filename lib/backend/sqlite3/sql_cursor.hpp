#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backend/sqlite3/sql_tokens.hpp"

namespace rung::sqlite {

/// Takes tokens from front to back. Behind the last one there is nothing to take.
class SqlCursor {
 public:
  explicit SqlCursor(SqlTokens tokens) : tokens_(tokens) {}

  [[nodiscard]] bool at_end() const noexcept { return tokens_.empty(); }
  [[nodiscard]] bool ahead(std::string_view word) const noexcept {
    return !at_end() && tokens_.first->says(word);
  }
  /// What has not been taken.
  [[nodiscard]] SqlTokens rest() const noexcept { return tokens_; }

  /// Takes these words, set apart by blanks, and only all of them together. False if something else stands
  /// there.
  bool take(std::string_view words);
  bool take_sign(std::string_view sign);
  /// Takes one token, or a pair of parentheses with all that is in it.
  void pass();
  /// Takes one token and returns the name that it gives, folded; empty at the end.
  std::string take_name();
  /// Takes a pair of parentheses and returns what it holds; nothing if none stands there.
  std::optional<SqlTokens> take_parentheses();

 private:
  SqlTokens tokens_;
};

/// What stands between the commas that are in no parentheses.
std::vector<SqlTokens> split_at_commas(SqlTokens tokens);

/// One part of a key or an index: `lower(name) collate nocase desc`.
struct KeyPart {
  SqlTokens expression;
  std::string collation;  ///< Folded; empty: none is given.
  enum class Order { ascending, descending } order = Order::ascending;
};

std::vector<KeyPart> key_parts(SqlTokens tokens);

}  // namespace rung::sqlite
