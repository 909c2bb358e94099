#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <rung/dialect.hpp>

namespace rung::text {

// For short texts that are in memory as a whole: an expression, a definition.

/// A token, and where it begins.
struct WholeToken {
  std::string_view text;
  std::size_t begin = 0;
};

/// The words, numbers, strings, quoted names and signs of a text, without its comments; a dollar quote is
/// one. They borrow the text.
std::vector<WholeToken> tokens_of(std::string_view text, Dialect dialect);

/// What stood between two quotes: there, two of them stand for one.
std::string undoubled(std::string_view inside, char quote);

/// As far as SQL folds names that are not quoted: ASCII only.
std::string in_lower_case(std::string_view text);

}  // namespace rung::text
