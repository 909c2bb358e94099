#include <catch2/catch.hpp>

#include <rung/error.hpp>
#include <rung/version.hpp>

using rung::Version;

TEST_CASE("a version is a positive number of 63 bits") {
  CHECK(Version::parse("1") == Version{1});
  CHECK(Version::parse("0007") == Version{7});
  CHECK(Version::parse("20250813183355") == Version{20250813183355});
  CHECK(Version::parse("9223372036854775807") == Version{INT64_MAX});
}

TEST_CASE("what is no version is not read as one") {
  for (const char* text : {"", "0", "000", "-1", "+1", " 1", "1 ", "1.0", "0x1", "v1", "9223372036854775808",
                           "99999999999999999999"}) {
    CAPTURE(text);
    CHECK_FALSE(Version::parse(text));
  }
}

TEST_CASE("a version that is not positive is refused, and says what versions are") {
  CHECK_THROWS_AS(Version{0}, rung::SourceError);
  CHECK_THROWS_WITH(Version{-3}, Catch::Contains("-3 is no version"));
}

TEST_CASE("base is below every version") {
  CHECK(Version::base() < Version{1});
  CHECK(Version::base().is_base());
  CHECK_FALSE(Version{1}.is_base());
  CHECK(to_string(Version::base()) == "base");
  CHECK(to_string(Version{40}) == "40");
}
