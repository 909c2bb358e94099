#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include <rung/migration_set.hpp>
#include <rung/testing/symmetry.hpp>

#include "testing/seeding/seeder.hpp"

namespace rung::testing {

/// Takes a finding, and answers whether it is meant to be so.
using TakeFinding = std::function<bool(std::string name, std::string sentence)>;

/// What is found on a walk, and what of it is meant to be so.
class Findings {
 public:
  /// Borrows the options. What they accept of migrations from `first` to `last` has to be found.
  Findings(const SymmetryOptions& options, Version first, Version last);

  /// What is taken from here on is found of this migration.
  void begin(MigrationView migration);
  /// Of the migration that was begun last.
  [[nodiscard]] SymmetryStep& step() { return report_.steps.back(); }
  bool take(std::string name, std::string sentence);
  [[nodiscard]] TakeFinding taker() {
    return
        [this](std::string name, std::string sentence) { return take(std::move(name), std::move(sentence)); };
  }
  /// Tells each table once, unless it may be empty.
  void tell_unfilled(const std::vector<UnfilledTable>& tables);
  void note(std::string sentence) { report_.notes.push_back(std::move(sentence)); }
  /// Of the migration; its result is what it is by then.
  const SymmetryStep& end();

  /// Call once.
  SymmetryReport report();

 private:
  const SymmetryOptions* options_;
  std::set<const AcceptedFinding*> unused_;
  std::set<std::string> told_unfilled_;
  SymmetryReport report_;
};

}  // namespace rung::testing
