#pragma once

#include <chrono>
#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>

#include <rung/observer.hpp>

#include "cli/progress_line.hpp"

namespace rung::cli {

/// On stderr: what is waited for, and for how long already.
void print_waiting(std::string_view what, std::chrono::milliseconds waited);

/// Prints each step with its time on `out`, and on stderr what the server says, what it waits for and, on a
/// terminal, how far it is.
class StepPrinter : public Observer {
 public:
  StepPrinter(std::ostream& out, ProgressLine::Shown progress) : out_(&out), line_(progress) {}

  void run_started(const RunInfo& run) override;
  void plan_made(const Plan& plan) override;
  void segment_started(const Plan& plan, const Segment& segment) override;
  void step_started(const Step& step) override;
  void statement_done(const Step& step, const StepProgress& progress) override;
  void step_done(const Step& step, std::chrono::milliseconds elapsed) override;
  void notice(std::string_view message) override;
  void retrying(std::string_view why, int attempt, int most) override;
  void waiting(std::string_view holder, std::chrono::milliseconds waited) override;

 protected:
  void print_step(const Step& step, std::chrono::milliseconds elapsed);

 private:
  /// `part` of the present step is done.
  void show(double part, const std::string& what);

  std::ostream* out_;
  ProgressLine line_;
  std::size_t steps_ = 0;
  std::size_t steps_done_ = 0;
  std::chrono::steady_clock::time_point shown_{};
};

}  // namespace rung::cli
