#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <rung/dialect.hpp>

namespace rung::testing::seeding {

/// What an expression speaks of: the values that satisfy a check are mostly near those that it names.
struct Hints {
  std::vector<std::string> names;    ///< Of columns, types, functions: folded.
  std::vector<std::string> texts;    ///< What its string literals say.
  std::vector<std::string> numbers;  ///< Without a sign, as they are written; also those in quotes, with it.

  void add(const Hints& more);
};

/// Of any text in this dialect, with the body of a function in dollar quotes; empty for an empty one.
Hints hints_in(std::string_view expression, Dialect dialect);

/// A list of names, separated by ", ", as they are written: a comma in quotes or parentheses separates
/// nothing. Empty for an empty list.
std::vector<std::string> split_names(std::string_view list);

/// The name without quotes and in lower case: for looking it up where its spelling may differ.
std::string folded(std::string_view name);

/// Whether all of it is a number with an optional sign and fraction.
bool is_number(std::string_view text) noexcept;

}  // namespace rung::testing::seeding
