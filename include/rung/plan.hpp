#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <rung/checksum.hpp>
#include <rung/direction.hpp>
#include <rung/embedded.hpp>
#include <rung/migration_set.hpp>
#include <rung/script.hpp>
#include <rung/version.hpp>

namespace rung {

/// A migration in a direction.
struct Step {
  Version version = Version::base();               ///< Of the migration.
  std::string_view name;                           ///< Of the migration; lives as long as the plan's set.
  Direction direction = Direction::up;             ///< Up or down.
  Transaction transaction = Transaction::wrapped;  ///< What the step needs; its segment has what it gets.
  std::uint64_t statements = 0;                    ///< 1 for a routine.
  std::uint64_t first_statement = 1;               ///< Above 1 where a half-done step is continued.
  std::uint32_t traits = 0;                        ///< embedded::Trait bits.
  Checksum checksum;                               ///< Of the migration's up text, in either direction.
  const embedded::Action* action =
      nullptr;                  ///< Lives as long as the plan's set. Null for the initial script.
  std::vector<Version> covers;  ///< Of the initial script: the versions it stands for; else empty.

  /// Whether it is the script that stands for all versions up to this one.
  [[nodiscard]] bool is_initial_script() const noexcept { return !covers.empty(); }
};

/// Consecutive steps that commit together.
struct Segment {
  std::size_t first = 0;                           ///< Index of its first step.
  std::size_t count = 0;                           ///< Of steps.
  Transaction transaction = Transaction::wrapped;  ///< That all of them share, or that there is none.
  ForeignKeys foreign_keys =
      ForeignKeys::as_session;  ///< `off`: SQLite does not enforce them in this segment.
};

/// The way from where the database is to a target. A value: nothing is touched by making or printing one.
struct Plan {
  std::string catalog;                ///< That is moved.
  MigrationSet set;                   ///< What the steps are of.
  Version from = Version::base();     ///< Where the database is.
  Version to = Version::base();       ///< Where it will be.
  std::vector<Step> steps;            ///< In the order of their execution.
  std::vector<Segment> segments;      ///< In the order of their execution; together they are all steps.
  std::vector<std::string> warnings;  ///< One sentence each.

  /// Whether there is nothing to do.
  [[nodiscard]] bool empty() const noexcept { return steps.empty(); }
};

/// The script of a step that is no routine: of its action, or the set's initial script.
const embedded::Script& script_of(const Plan& plan, const Step& step) noexcept;

/// For people: each segment, its steps, and the warnings. "nothing to do" for an empty plan.
std::string to_string(const Plan& plan);

}  // namespace rung
