#include "near_miss.hpp"

#include <catch2/catch.hpp>

using rung::nearest;

TEST_CASE("the nearest candidate is the one with the fewest edits") {
  CHECK(nearest("v1.3", {"v1.2.0", "v1.4", "v2.0"}) == "v1.4");
  CHECK(nearest("transation", {"transaction", "routine"}) == "transaction");
}

TEST_CASE("a swap of neighbours is one edit, and case is none") {
  CHECK(nearest("stauts", {"status", "history"}) == "status");
  CHECK(nearest("V1.4", {"v2.5", "v1.4"}) == "v1.4");
}

TEST_CASE("of several that are equally near, the last counts: in a list of releases it is the newest") {
  CHECK(nearest("v0.3", {"v0.1", "v0.2"}) == "v0.2");
}

TEST_CASE("nothing is near when everything is far") {
  CHECK(nearest("zebra", {"upgrade", "downgrade"}).empty());
  CHECK(nearest("x", {}).empty());
}
