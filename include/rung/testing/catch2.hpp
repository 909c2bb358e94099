#pragma once

#include <string>

#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_test_macros.hpp>
#include <catch2/catch_tostring.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <rung/testing.hpp>

/// For Catch2, version 2 or 3.
namespace rung::testing {

#if __has_include(<catch2/catch_test_macros.hpp>)
using SymmetryMatcher = Catch::Matchers::MatcherBase<SymmetryReport>;
#else
using SymmetryMatcher = Catch::MatcherBase<SymmetryReport>;  ///< Of the Catch2 that is used, 2 or 3.
#endif

/// Matches a report without findings. Where it does not, the report is the message of the failed test.
class IsSymmetric : public SymmetryMatcher {
 public:
  /// Whether every down is the inverse of its up.
  bool match(const SymmetryReport& report) const override { return report.symmetric(); }
  /// What stands behind the report where it is not.
  std::string describe() const override { return "\n(required: every down is the inverse of its up)"; }
};

}  // namespace rung::testing

/// @cond What Catch2 looks for.
template <>
struct Catch::StringMaker<rung::testing::SymmetryReport> {
  static std::string convert(const rung::testing::SymmetryReport& report) { return to_string(report); }
};
/// @endcond

/// `REQUIRE_SYMMETRIC(migrations(), rung::testing::sqlite())`, or with SymmetryOptions behind that: fails the
/// test case with the differences, named one by one, unless every down is the inverse of its up.
// NOLINTBEGIN(readability-identifier-naming): named as Catch2's own are
#define REQUIRE_SYMMETRIC(...) \
  REQUIRE_THAT(::rung::testing::check_symmetry(__VA_ARGS__), ::rung::testing::IsSymmetric())
#define CHECK_SYMMETRIC(...) \
  CHECK_THAT(::rung::testing::check_symmetry(__VA_ARGS__), ::rung::testing::IsSymmetric())
// NOLINTEND(readability-identifier-naming)
