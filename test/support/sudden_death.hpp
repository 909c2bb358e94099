#pragma once

#include <functional>

#include <rung/observer.hpp>

namespace rung::test {

/// Ends this process at once when a run is about to begin a step: as a power cut does, nothing is tidied up.
class DiesAtStep final : public Observer {
 public:
  /// Counts the steps from 1.
  explicit DiesAtStep(int step) noexcept : left_(step) {}
  void step_started(const Step& step) override;

  static constexpr int exit_code = 77;

 private:
  int left_;
};

/// Calls `function` in a child process and waits for its end. Whether it died of DiesAtStep.
bool dies(const std::function<void()>& function);

}  // namespace rung::test
