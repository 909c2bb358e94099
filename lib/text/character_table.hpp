#pragma once

#include <array>
#include <cstdint>

#include "text/lexical_rules.hpp"

namespace rung::text {

/// What a byte begins where no token is open.
enum class CharacterKind : std::uint8_t {
  other,
  space,
  letter,  ///< Or `_`, or a byte of a character that is not ASCII: a word.
  digit,
  quote,    ///< Closed by the same character; doubled, it stands for itself.
  bracket,  ///< Closed by `]`.
  minus,
  slash,
  dollar,
  semicolon,
  open,
  close,
  dot,
  equals,
  parameter,
  client_command,
};

/// The lexical rules, laid out for the scanner's inner loop.
class CharacterTable {
 public:
  explicit CharacterTable(const LexicalRules& rules) noexcept;

  [[nodiscard]] CharacterKind kind(char c) const noexcept { return kinds_[static_cast<unsigned char>(c)]; }
  /// Whether a word, or a number, goes on with this byte; a number not with `$`.
  [[nodiscard]] bool continues_word(char c) const noexcept { return in_word_[static_cast<unsigned char>(c)]; }

 private:
  void set(char c, CharacterKind kind) noexcept { kinds_[static_cast<unsigned char>(c)] = kind; }
  void set_range(unsigned char first, unsigned char last, CharacterKind kind) noexcept;

  std::array<CharacterKind, 256> kinds_{};
  std::array<bool, 256> in_word_{};
};

/// One for each dialect, made once.
const CharacterTable& character_table(const LexicalRules& rules);

}  // namespace rung::text
