#include "text/keywords.hpp"

namespace rung::text {

namespace {

constexpr unsigned char upper(char c) noexcept {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 'a' && byte <= 'z' ? static_cast<unsigned char>(byte - ('a' - 'A')) : byte;
}

constexpr std::size_t slots = 512;

// Spreads the known words well, and looks at three bytes only: this is asked for every word of every script.
constexpr std::size_t slot_of(std::string_view text) noexcept {
  const std::size_t first = upper(text.front());
  const std::size_t last = upper(text.back());
  return (text.size() * 7 + first * 31 + last * 131) % slots;
}

// An open hash table, made by the compiler: 0 is an empty slot, else the index of the word.
constexpr std::array<std::uint8_t, slots> table = [] {
  std::array<std::uint8_t, slots> result{};
  for (std::size_t i = static_cast<std::size_t>(word(".")) + 1; i < keywords.size(); ++i) {
    std::size_t slot = slot_of(keywords[i]);
    while (result[slot] != 0) slot = (slot + 1) % slots;
    result[slot] = static_cast<std::uint8_t>(i);
  }
  return result;
}();

bool says(std::string_view text, std::string_view known) noexcept {
  if (text.size() != known.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (upper(text[i]) != static_cast<unsigned char>(known[i])) return false;
  }
  return true;
}

}  // namespace

Word find_word(std::string_view text) noexcept {
  if (text.empty()) return no_keyword;
  for (std::size_t slot = slot_of(text); table[slot] != 0; slot = (slot + 1) % slots) {
    if (says(text, keywords[table[slot]])) return static_cast<Word>(table[slot]);
  }
  return no_keyword;
}

}  // namespace rung::text
