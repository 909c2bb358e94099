#include "text/encoding.hpp"

#include <cstring>

namespace rung::text {

namespace {

// How many bytes at the front are ASCII other than NUL, counted in steps of eight: the rest is looked at one
// by one.
std::size_t plain_prefix(std::string_view bytes) noexcept {
  constexpr std::uint64_t ones = 0x0101010101010101U;
  constexpr std::uint64_t highs = 0x8080808080808080U;
  std::size_t passed = 0;
  for (; passed + 8 <= bytes.size(); passed += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, bytes.data() + passed, 8);
    // Subtracting one borrows into the high bit of a zero byte; other ASCII bytes stay below it.
    if (((eight | (eight - ones)) & highs) != 0) break;
  }
  return passed;
}

}  // namespace

bool EncodingCheck::accept(unsigned char byte) noexcept {
  if (missing_ > 0) {
    if (byte < lowest_ || byte > highest_) return false;
    lowest_ = 0x80;
    highest_ = 0xBF;
    --missing_;
    return true;
  }
  if (byte < 0x80) return true;
  if (byte < 0xC2 || byte > 0xF4) return false;
  missing_ = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
  if (byte == 0xE0) lowest_ = 0xA0;
  if (byte == 0xED) highest_ = 0x9F;
  if (byte == 0xF0) lowest_ = 0x90;
  if (byte == 0xF4) highest_ = 0x8F;
  return true;
}

std::optional<EncodingFault> EncodingCheck::add(std::string_view block) noexcept {
  for (std::size_t i = 0; i < block.size(); ++i) {
    if (missing_ == 0) i += plain_prefix(block.substr(i));
    if (i == block.size()) break;
    if (block[i] == '\0') return EncodingFault{EncodingFault::Kind::nul_byte, i};
    if (!accept(static_cast<unsigned char>(block[i]))) {
      return EncodingFault{EncodingFault::Kind::broken_utf8, i};
    }
  }
  return std::nullopt;
}

}  // namespace rung::text
