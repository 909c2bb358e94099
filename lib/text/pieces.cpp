#include "text/pieces.hpp"

#include <algorithm>

namespace rung::text {
namespace {

constexpr std::string_view white = " \t\r\n\f\v";

}  // namespace

std::string_view trim(std::string_view text) noexcept {
  const std::size_t begin = text.find_first_not_of(white);
  if (begin == std::string_view::npos) return text.substr(0, 0);
  return text.substr(begin, text.find_last_not_of(white) - begin + 1);
}

std::string_view take_word(std::string_view& text) noexcept {
  text = trim(text);
  const std::string_view word = text.substr(0, text.find_first_of(white));
  text = trim(text.substr(word.size()));
  return word;
}

std::string_view leading_digits(std::string_view text) noexcept {
  return text.substr(0, text.find_first_not_of("0123456789"));
}

bool has_upper_case(std::string_view text) noexcept {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return result;
}

bool starts_with(std::string_view text, std::string_view beginning) noexcept {
  return text.substr(0, beginning.size()) == beginning;
}

bool ends_with(std::string_view text, std::string_view ending) noexcept {
  return text.size() >= ending.size() && text.substr(text.size() - ending.size()) == ending;
}

}  // namespace rung::text
