#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/whole_text.hpp"

namespace rung::postgresql {

/// A name as it can be handed to the server to resolve: in quotes where it was, with its schema if one was
/// given.
struct SqlName {
  std::string text;
  bool qualified = false;
};

/// The words of one statement, taken from front to back. Comments and white space are none.
class SqlWords {
 public:
  /// Borrows the text, which must be whole: nothing in it is left open.
  explicit SqlWords(std::string_view statement);

  /// Takes these words, set apart by blanks, in any case, and only all of them together. False if something
  /// else stands there.
  bool take(std::string_view phrase);
  /// Takes `*`, `(`, `,` and the like.
  bool take_sign(char sign);
  /// Takes a pair of parentheses with all that is in it. Nothing happens if none stands there.
  void pass_parentheses();

  /// Takes a name. Nothing if there is none, or one that is spelt too oddly (`U&"…" UESCAPE`): then no more
  /// can be said of the statement.
  std::optional<SqlName> take_name();
  /// Takes a string, and returns what it says. Nothing if there is none, or one with backslashes or in
  /// pieces.
  std::optional<std::string> take_string();

  /// Whether the word stands anywhere ahead, outside quotes.
  [[nodiscard]] bool ahead(std::string_view word) const;

 private:
  [[nodiscard]] bool says(std::size_t index, std::string_view word) const;
  [[nodiscard]] char first_of(std::size_t index) const;
  /// Whether no space stands between the token and the next one.
  [[nodiscard]] bool adjoins_next(std::size_t index) const;
  std::optional<std::string> take_name_part();

  std::vector<text::WholeToken> tokens_;
  std::size_t next_ = 0;
};

}  // namespace rung::postgresql
