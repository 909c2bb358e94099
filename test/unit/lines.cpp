#include "text/lines.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace rung;

namespace {

/// Each line as "number offset-end text", from blocks of `block_size` bytes.
std::vector<std::string> cut(std::string_view text, std::size_t block_size) {
  std::vector<std::string> lines;
  text::LineCutter cutter([&](const text::Line& line) {
    lines.push_back(fmt::format("{} {}-{} {}", line.number, line.offset, line.end, line.text));
  });
  for (std::size_t at = 0; at < text.size(); at += block_size) cutter.add(text.substr(at, block_size));
  cutter.finish();
  return lines;
}

}  // namespace

TEST_CASE("lines are the same at every block size") {
  const std::string text =
      "\xEF\xBB\xBF"
      "one\n\r\ntwo\r\n\nthree \r x\nlast";
  const std::vector<std::string> expected{"1 3-7 one",          "2 7-9 ",      "3 9-14 two", "4 14-15 ",
                                          "5 15-25 three \r x", "6 25-29 last"};
  for (std::size_t block_size = 1; block_size <= text.size(); ++block_size) {
    CAPTURE(block_size);
    CHECK(cut(text, block_size) == expected);
  }
}

TEST_CASE("a text without a byte has no line, and a last line end begins none") {
  CHECK(cut("", 1).empty());
  CHECK(cut("a\n", 1) == std::vector<std::string>{"1 0-2 a"});
  CHECK(cut("\xEF\xBB\xBF", 1) == std::vector<std::string>{"1 3-3 "});
}

TEST_CASE("of a very long line only the beginning is kept, and its end is known") {
  const std::string text = std::string(10'000, 'x') + "\nnext";
  for (const std::size_t block_size :
       {std::size_t{1}, std::size_t{4096}, std::size_t{4097}, std::size_t{100'000}}) {
    const std::vector<std::string> lines = cut(text, block_size);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0] == "1 0-10001 " + std::string(text::LineCutter::longest, 'x'));
    CHECK(lines[1] == "2 10001-10005 next");
  }
}

TEST_CASE("a column counts characters, not bytes") {
  const std::string text = "\xC3\xA4\xC3\xB6 x";
  const text::Line line{text, 1, 0, text.size()};
  CHECK(text::column_of(line, line.text.substr(5)) == 4);
  CHECK(text::column_of(line, line.text) == 1);
}
