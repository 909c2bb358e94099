#include <rung/testing/catch2.hpp>

#include "symmetry/scratch.hpp"

// The one line that an engine's own test needs.

namespace rung::test {
namespace {

MigrationSet right() {
  return MigrationSet{{step(1, "create table t(id integer primary key)", "drop table t")}};
}
MigrationSet wrong() {
  return MigrationSet{
      {step(1, "create table t(id integer primary key); create table u(id integer);", "drop table t")}};
}

}  // namespace

TEST_CASE("migrations that are symmetric are required to be in one line") {
  REQUIRE_SYMMETRIC(right(), testing::sqlite());
  CHECK_SYMMETRIC(right(), testing::sqlite(), testing::SymmetryOptions{});
  testing::ThrowawayDatabase database = testing::sqlite();
  REQUIRE_SYMMETRIC(right(), database);
}

TEST_CASE("migrations that are not symmetric fail a test that requires it", "[!shouldfail]") {
  REQUIRE_SYMMETRIC(wrong(), testing::sqlite());
}

TEST_CASE("the message of a test that fails is the difference itself") {
  const testing::SymmetryReport report = check_symmetry(wrong(), testing::sqlite());
  CHECK_FALSE(testing::IsSymmetric().match(report));
  CHECK_THAT(Catch::Detail::stringify(report), Catch::Contains("1 step_1: NOT symmetric\n") &&
                                                   Catch::Contains("behind the down, table u is there"));
  CHECK_THAT(testing::IsSymmetric().describe(), Catch::Contains("inverse"));
}

}  // namespace rung::test
