#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "symmetry/scratch.hpp"

namespace rung::test {

/// A migration with a down that is right, and one that is not.
struct Mistake {
  std::string what;
  std::string base;  ///< The migration below it.
  std::string up;
  std::string down;
  std::string wrong_down;
  std::string finding;  ///< The name that tells it.
};

/// The right down has no finding, and the wrong one has this, and no others but `more`.
inline void check_found(const Mistake& mistake, testing::ThrowawayDatabase& database,
                        const std::vector<std::string>& more = {}) {
  const auto set_with = [&mistake](const std::string& down) {
    return MigrationSet{{step(1, mistake.base, ""), step(2, mistake.up, down)}};
  };
  testing::SymmetryOptions second_only;
  second_only.from = Version{2};
  CHECK_THAT(findings(check_symmetry(set_with(mistake.down), database, second_only)),
             Catch::Equals(std::vector<std::string>{}));
  auto expected = more;
  expected.insert(expected.begin(), "2 " + mistake.finding);
  const auto report = check_symmetry(set_with(mistake.wrong_down), database.another(), second_only);
  INFO(to_string(report));
  CHECK_THAT(finding_names(report), Catch::UnorderedEquals(expected));
}

}  // namespace rung::test
