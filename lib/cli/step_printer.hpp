#pragma once

#include <chrono>
#include <iosfwd>
#include <string_view>

#include <rung/observer.hpp>

namespace rung::cli {

/// On stderr: what is waited for, and for how long already.
void print_waiting(std::string_view what, std::chrono::milliseconds waited);

/// Prints each step with its time on `out`, and on stderr what the server says and what it waits for.
class StepPrinter : public Observer {
 public:
  explicit StepPrinter(std::ostream& out) noexcept : out_(&out) {}

  void plan_made(const Plan& plan) override;
  void step_done(const Step& step, std::chrono::milliseconds elapsed) override;
  void notice(std::string_view message) override;
  void retrying(std::string_view why, int attempt, int most) override;
  void waiting(std::string_view holder, std::chrono::milliseconds waited) override;

 private:
  std::ostream* out_;
};

}  // namespace rung::cli
