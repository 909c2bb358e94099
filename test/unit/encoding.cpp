#include "text/encoding.hpp"

#include <string>
#include <string_view>

#include <catch2/catch.hpp>

using rung::text::EncodingCheck;
using rung::text::EncodingFault;

namespace {

// The index of the first wrong byte of the text, its length if it ends inside a character, -1 if it is sound:
// given whole, or byte by byte.
int fault_of(std::string_view text, std::size_t block) {
  EncodingCheck check;
  for (std::size_t at = 0; at < text.size(); at += block) {
    if (const auto fault = check.add(text.substr(at, block))) return static_cast<int>(at + fault->index);
  }
  return check.inside_character() ? static_cast<int>(text.size()) : -1;
}

int fault_of(const std::string& text) {
  const int whole = fault_of(text, text.size() + 1);
  for (std::size_t block = 1; block <= text.size(); ++block) REQUIRE(fault_of(text, block) == whole);
  return whole;
}

}  // namespace

TEST_CASE("UTF-8 of every length is sound, wherever a block ends") {
  CHECK(fault_of("") == -1);
  CHECK(fault_of("plain ASCII, long enough for more than one step of eight bytes") == -1);
  CHECK(fault_of("\x7F é ߿ ࠀ € ퟿  \xEF\xBF\xBF 𐀀 😀 \xF4\x8F\xBF\xBF") == -1);
}

TEST_CASE("the first byte that cannot stand in UTF-8 is found") {
  CHECK(fault_of("ab\x80") == 2);            // a continuation of nothing
  CHECK(fault_of("ab\xC3(") == 3);           // a character that is not continued
  CHECK(fault_of("\xC0\xAF") == 0);          // overlong, of two,
  CHECK(fault_of("\xE0\x9F\xBF") == 1);      // three
  CHECK(fault_of("\xF0\x8F\xBF\xBF") == 1);  // and four bytes
  CHECK(fault_of("\xED\xA0\x80") == 1);      // a surrogate
  CHECK(fault_of("\xF4\x90\x80\x80") == 1);  // above U+10FFFF
  CHECK(fault_of("\xF5\x80\x80\x80") == 0);
  CHECK(fault_of("0123456789abcdef\xFFghijklmn") == 16);
  CHECK(fault_of("\xE0\xA0\x80\xED\x9F\xBF\xFF") == 6);  // what narrowed one character leaves the next alone
}

TEST_CASE("a text that ends inside a character is broken") {
  CHECK(fault_of("abc\xE2\x82") == 5);
  CHECK(fault_of("\xF0") == 1);
}

TEST_CASE("a NUL byte is a fault of its own kind") {
  using namespace std::string_view_literals;
  for (const std::string_view text :
       {"\0"sv, "abcdefg\0"sv, "abcdefgh\0ijk"sv, "é\0"sv, "0123456789abcde\0"sv}) {
    EncodingCheck check;
    const auto fault = check.add(text);
    REQUIRE(fault);
    CHECK(fault->kind == EncodingFault::Kind::nul_byte);
    CHECK(fault->index == text.find('\0'));
  }
}
