#pragma once

#include <chrono>
#include <string_view>

#include <rung/observer.hpp>

#include "port/failure.hpp"
#include "port/ports.hpp"

namespace rung {

/// Waits for whoever is in the way: pauses that grow, with jitter, so that fifty waiters do not knock in
/// step; until `limit` has passed without progress. One for each run; it adds up what the run has waited.
class Patience {
 public:
  using Clock = std::chrono::steady_clock;

  Patience(Ports& ports, std::chrono::milliseconds limit, Observer* observer) noexcept
      : ports_(&ports), limit_(limit), observer_(observer) {}

  /// Begins a new wait, at its shortest pause.
  void start() noexcept;
  /// Something moved: the limit counts from here.
  void note_progress() noexcept { since_progress_ = Clock::now(); }
  /// Whether `pause` would tell the observer.
  [[nodiscard]] bool is_time_to_tell() const noexcept;
  /// Sleeps once. False, without sleeping, when the limit has passed. Throws Failure `cancelled` after
  /// Database::cancel().
  bool pause(std::string_view holder);

  /// Sleeps for at least half of `time` and at most all of it, whatever the limit. Throws as `pause` does.
  void sleep(std::chrono::milliseconds time);

  /// Calls `function` until it does not fail with `busy`. What else it throws passes; so does the last
  /// `busy`, when the limit has passed.
  template <typename Function>
  auto insist(const Function& function) {
    for (bool first = true;; first = false) {
      try {
        return function();
      } catch (const Failure& failure) {
        if (failure.kind() != Failure::Kind::busy) throw;
        if (first) start();
        if (!pause("another session")) throw;
      }
    }
  }

  [[nodiscard]] std::chrono::milliseconds waited() const noexcept;
  [[nodiscard]] std::chrono::milliseconds limit() const noexcept { return limit_; }

 private:
  void check_cancelled() const;

  Ports* ports_;
  std::chrono::milliseconds limit_;
  Observer* observer_;
  Clock::time_point since_progress_{};
  Clock::time_point last_told_{};
  Clock::time_point started_{};
  std::chrono::milliseconds next_pause_{};
  std::chrono::nanoseconds waited_{};
};

}  // namespace rung
