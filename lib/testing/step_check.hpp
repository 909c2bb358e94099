#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include <rung/testing/symmetry.hpp>

#include "testing/climber.hpp"
#include "testing/findings.hpp"

namespace rung::testing {

/// Walks one migration, behind its first up, down and up again.
class StepCheck {
 public:
  /// The climber has just gone up; `before` is what it saw below the migration, its tables filled.
  StepCheck(Climber& climber, const Sight& before, ColumnOrder order, TakeFinding take) noexcept
      : climber_(&climber), before_(&before), order_(order), take_(std::move(take)) {}

  /// Where the climber is behind it: above the migration, or in a database that cannot be gone on with.
  enum class End { above, astray };
  End run();

  /// The schema behind the last up.
  [[nodiscard]] const Schema& schema() const noexcept { return after_.schema; }
  /// The rows that are there now; nothing if they were not read since they may have changed. Call once.
  [[nodiscard]] std::optional<RowImage> take_rows() { return std::exchange(rows_, std::nullopt); }

 private:
  enum class Same { yes, no };
  Same compare(const char* when, const Sight& wanted, const Sight& found);
  /// Down and up with rows that were written above.
  End go_round_with_new_rows();

  Climber* climber_;
  const Sight* before_;
  ColumnOrder order_;
  TakeFinding take_;
  Sight after_;
  std::optional<RowImage> rows_;
  std::set<std::string>
      told_;  ///< Names of differences. One that is accepted is there behind the second up, too.
};

/// Moves; what goes wrong is a finding of that name.
enum class Moved { yes, no };
Moved move_or_tell(const std::function<void()>& move, const char* name, const std::string& what,
                   const TakeFinding& take);

}  // namespace rung::testing
