#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace rung::text {

/// U+FEFF in UTF-8, which some editors write at the start of a file.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// What is wrong with a text, and the index within the block of the first byte that is wrong.
struct EncodingFault {
  enum class Kind { nul_byte, broken_utf8 };
  Kind kind = Kind::broken_utf8;
  std::size_t index = 0;
};

/// Checks that a text given in blocks is UTF-8 without NUL bytes. A character may be cut by the end of a
/// block.
class EncodingCheck {
 public:
  /// Nothing if the block is sound as far as it can be told. After a fault the check is of no more use.
  std::optional<EncodingFault> add(std::string_view block) noexcept;

  /// Whether the text so far ends inside a character: at the end of the text that is a fault too.
  [[nodiscard]] bool inside_character() const noexcept { return missing_ > 0; }

 private:
  /// False if `byte` cannot stand here.
  bool accept(unsigned char byte) noexcept;

  unsigned missing_ = 0;          // Bytes that the character begun still needs.
  unsigned char lowest_ = 0x80;   // What its next byte may be, inclusive: the first one after the lead
  unsigned char highest_ = 0xBF;  // excludes overlong forms, surrogates, and what is above U+10FFFF.
};

}  // namespace rung::text
