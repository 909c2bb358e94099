#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "testing/seeding/expression.hpp"

namespace rung::testing::seeding {

/// The text that a pattern makes of a number, another one for each: {n} counts from 1; {year} {month} {day}
/// {hour} {minute} ascend with it; {high} {low} are its bytes; {letter} is one of 26.
std::string numbered(std::string_view pattern, std::size_t number);

/// A text of at most this many characters, another one for each number as far as so many can make a
/// difference.
std::string short_text(std::size_t longest, std::size_t number);

/// Texts that may satisfy a check which says this, the likeliest first: what it names, what matches its
/// patterns, what is as long as its numbers say, and what people's checks mostly ask for. They are different
/// ones for each `first`, as far as the check leaves room.
std::vector<std::string> texts_for(const Hints& hints, std::size_t first);

}  // namespace rung::testing::seeding
