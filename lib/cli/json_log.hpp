#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include <rung/error.hpp>

#include "cli/step_printer.hpp"

namespace rung::cli {

/// `--log json`: on stderr one object a line, each written at once, so that a log is whole to its last line
/// however the program ends. Steps are printed on `out` as ever. Every object has `time` (UTC), `event` and,
/// within a run, `run`; the names are stable. README.md lists them.
class JsonLog final : public StepPrinter {
 public:
  explicit JsonLog(std::ostream& out) : StepPrinter(out, ProgressLine::Shown::never) {}

  void run_started(const RunInfo& run) override;
  void plan_made(const Plan& plan) override;
  void segment_started(const Plan& plan, const Segment& segment) override;
  void step_started(const Step& step) override;
  /// At most once a second.
  void statement_done(const Step& step, const StepProgress& progress) override;
  void step_done(const Step& step, std::chrono::milliseconds elapsed) override;
  void notice(std::string_view message) override;
  void retrying(std::string_view why, int attempt, int most) override;
  void waiting(std::string_view holder, std::chrono::milliseconds waited) override;
  void run_done(const Outcome& outcome) override;

 private:
  std::string run_;
  std::chrono::steady_clock::time_point told_ = std::chrono::steady_clock::now();
};

/// A `waiting` for the server, before any run.
void log_waiting(std::string_view what, std::chrono::milliseconds waited);
/// The `error` that ends such a log.
void log_error(const Error& error, int exit_code);

}  // namespace rung::cli
