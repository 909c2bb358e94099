#pragma once

#include <string>
#include <string_view>

namespace rung::text {

/// `text` without blanks, tabs and line ends around it. ASCII only, whatever the locale; a part of `text`
/// even if empty.
std::string_view trim(std::string_view text) noexcept;

/// Takes the first word off `text`, with the white space around it. Empty if there is none.
std::string_view take_word(std::string_view& text) noexcept;

/// The digits that `text` begins with; empty if there are none.
std::string_view leading_digits(std::string_view text) noexcept;

/// Whether there is an ASCII letter in upper case.
bool has_upper_case(std::string_view text) noexcept;
/// ASCII letters in lower case, every other byte as it is.
std::string lower(std::string_view text);

bool starts_with(std::string_view text, std::string_view beginning) noexcept;
bool ends_with(std::string_view text, std::string_view ending) noexcept;

}  // namespace rung::text
