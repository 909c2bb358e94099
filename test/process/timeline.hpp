#pragma once

#include <chrono>
#include <cstddef>
#include <random>
#include <string>
#include <vector>

#include "support/subprocess.hpp"

namespace rung::test {

/// How often a program printed this.
std::size_t count_of(const std::string& step, const std::string& printed);

/// When an undisturbed program printed each of its steps: so that a moment can be drawn from all of its time,
/// and be met again in another program, be it slower or faster.
class Timeline {
 public:
  using Clock = std::chrono::steady_clock;

  /// A while behind the last of so many lines.
  struct Moment {
    std::size_t printed = 0;
    Clock::duration later{};
  };

  /// Runs the program to its end.
  Timeline(const std::vector<std::string>& arguments, const std::vector<std::string>& environment,
           std::string step, std::size_t steps);

  [[nodiscard]] const Ended& ended() const noexcept { return ended_; }

  /// Any moment between the program's start and its end.
  [[nodiscard]] Moment draw(std::mt19937_64& random) const;
  /// Any moment between the step number `step` (counted from 0) and the one before it.
  [[nodiscard]] Moment draw_in(std::size_t step, std::mt19937_64& random) const;
  /// Returns when this moment has come for the program, or when the program has ended.
  void wait_for(const Moment& moment, Subprocess& program) const;

 private:
  [[nodiscard]] Moment at(Clock::duration time) const;

  std::string step_;
  std::vector<Clock::duration> printed_at_;  ///< Counted from its start, which is the first.
  Clock::duration end_{};
  Ended ended_;
};

}  // namespace rung::test
