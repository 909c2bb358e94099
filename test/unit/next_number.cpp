#include "text/next_number.hpp"

#include <catch2/catch.hpp>

#include <rung/error.hpp>

using rung::text::next_number;
using std::chrono::system_clock;

namespace {

// 2025-08-13 18:33:55 UTC
const system_clock::time_point now = system_clock::from_time_t(1755110035);

}  // namespace

TEST_CASE("the next number is the one behind the last, with as many digits") {
  CHECK(next_number("", now) == "0001");
  CHECK(next_number("0007", now) == "0008");
  CHECK(next_number("9", now) == "10");
  CHECK(next_number("0099", now) == "0100");
  CHECK(next_number("0000", now) == "0001");
  CHECK(next_number("20250813", now) == "20250814");
  CHECK(next_number("99999999999999", now) == "100000000000000");
  CHECK_THROWS_AS(next_number("9223372036854775807", now), rung::SourceError);
}

TEST_CASE("where the last number is a time, the next is the present one in the same spelling") {
  CHECK(next_number("20240229235959", now) == "20250813183355");
  CHECK(next_number("2024-02-29-235959", now) == "2025-08-13-183355");
  CHECK(next_number("1690891200000", now) == "1755110035000");
}

TEST_CASE("a clock that is behind makes no number that is not behind the last") {
  CHECK(next_number("20250813183355", now) == "20250813183356");
  CHECK(next_number("20300101000000", now) == "20300101000001");
  CHECK(next_number("1755110035000", now) == "1755110035001");
}
