#include "text/releases.hpp"

#include <string>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <rung/error.hpp>

using namespace rung;

namespace {

std::string describe(std::string_view text) {
  std::string result;
  for (const text::ReleaseLine& line : text::read_releases("releases.txt", text)) {
    result += fmt::format("{}:{}={}{} ", line.line, line.release.name, to_string(line.release.version),
                          line.release.stop == Release::Stop::required ? " stop" : "");
  }
  return result;
}

/// "line:column" of the refusal; the test fails if there is none.
std::string refused_at(std::string_view text) {
  try {
    describe(text);
  } catch (const SourceError& error) {
    CHECK(error.file() == "releases.txt");
    return fmt::format("{}:{}", error.line(), error.column());
  }
  return "not refused";
}

}  // namespace

TEST_CASE("a release map is read line by line") {
  CHECK(describe("v0.1 1\nv1.0 20250813183355\n") == "1:v0.1=1 2:v1.0=20250813183355 ");
  CHECK(describe("# all of them\n\n\tv0.1\t007  # the first\nv1.0 41 stop # required\nv0.0 base") ==
        "3:v0.1=7 4:v1.0=41 stop 5:v0.0=base ");
  CHECK(describe("\xEF\xBB\xBFv1 1\r\nv2 2 stop\r\n") == "1:v1=1 2:v2=2 stop ");
}

TEST_CASE("a release map of comments only knows no release") {
  CHECK(describe("").empty());
  CHECK(describe("# none yet\n\n   \n").empty());
}

TEST_CASE("a wrong line of a release map is refused at its line and column") {
  CHECK(refused_at("v1 1\nv2\n") == "2:1");
  CHECK(refused_at("v1  one\n") == "1:5");
  CHECK(refused_at("v1 0\n") == "1:4");
  CHECK(refused_at("v1 -3\n") == "1:4");
  CHECK(refused_at("v1 1 stopp\n") == "1:6");
  CHECK(refused_at("v1 1 stop now\n") == "1:11");
  CHECK(refused_at("v1 # 1\n") == "1:1");
}
