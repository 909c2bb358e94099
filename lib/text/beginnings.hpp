#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "text/classifier.hpp"

namespace rung::text {

/// How a statement begins, up to a parenthesis that it opens outside any other, and what that says of it.
struct Beginning {
  std::string text;
  StatementWords words;
};

/// The beginnings of the statements before. A long script is mostly one statement again and again, with other
/// values: what begins with the same bytes need not be read a second time.
class Beginnings {
 public:
  /// For a statement that begins with `text`, or the start of it: the longest beginning that it has in common
  /// with one before; null if there is none.
  const Beginning* find(std::string_view text) noexcept;
  /// The statement that was asked about last has come to another parenthesis. `text` ends with that.
  void remember(std::string_view text, const StatementWords& words);

 private:
  /// Of values in a row, the first only: what is in front of the others is never the same again.
  static constexpr std::size_t most = 2;
  static constexpr std::size_t longest = 256;

  std::array<Beginning, most> known_;
  std::size_t opened_ = 0;  // Parentheses of the present statement.
};

}  // namespace rung::text
