#include "cli/step_printer.hpp"

#include <algorithm>
#include <iostream>

#include <fmt/format.h>

namespace rung::cli {
namespace {

std::string title(const Step& step) {
  return fmt::format("{} {} {}", to_string(step.direction), to_string(step.version), step.name);
}

double megabytes(std::uint64_t bytes) { return static_cast<double>(bytes) / 1e6; }

}  // namespace

void StepPrinter::run_started(const RunInfo& /*run*/) { line_.set("looking at the database"); }

void StepPrinter::plan_made(const Plan& plan) {
  steps_ = plan.steps.size();
  line_.above([&] {
    for (const std::string& warning : plan.warnings) std::cerr << "warning: " << warning << '\n';
  });
}

// One that is tried again was rolled back.
void StepPrinter::segment_started(const Plan& /*plan*/, const Segment& segment) {
  steps_done_ = segment.first;
}

void StepPrinter::step_started(const Step& step) { show(0, title(step)); }

void StepPrinter::statement_done(const Step& step, const StepProgress& progress) {
  // Of 600,000 statements nobody can read each.
  constexpr std::chrono::milliseconds readable{100};
  const auto now = std::chrono::steady_clock::now();
  if (!line_.is_shown() || now - shown_ < readable) return;
  shown_ = now;
  show(static_cast<double>(progress.bytes) /
           static_cast<double>(std::max<std::uint64_t>(progress.total_bytes, 1)),
       fmt::format("{}: statement {} of {}, {:.1f} of {:.1f} MB", title(step), progress.statement,
                   progress.statements, megabytes(progress.bytes), megabytes(progress.total_bytes)));
}

void StepPrinter::step_done(const Step& step, std::chrono::milliseconds elapsed) {
  ++steps_done_;
  print_step(step, elapsed);
}

void StepPrinter::print_step(const Step& step, std::chrono::milliseconds elapsed) {
  line_.above([&] {
    *out_ << fmt::format("{:<4} {} {} ({} ms)\n", to_string(step.direction), to_string(step.version),
                         step.name, elapsed.count())
          << std::flush;
  });
}

void StepPrinter::notice(std::string_view message) {
  line_.above([&] { std::cerr << message << '\n'; });
}

void StepPrinter::retrying(std::string_view why, int attempt, int most) {
  line_.above([&] { std::cerr << fmt::format("retrying ({} of {}): {}\n", attempt, most, why); });
}

void StepPrinter::waiting(std::string_view holder, std::chrono::milliseconds waited) {
  if (line_.is_shown()) return line_.set(fmt::format("waiting: {}", holder));
  print_waiting(holder, waited);
}

void StepPrinter::show(double part, const std::string& what) {
  const auto steps = static_cast<double>(std::max<std::size_t>(steps_, 1));
  line_.set(fmt::format("{} {}/{} {}", bar((static_cast<double>(steps_done_) + part) / steps), steps_done_,
                        steps_, what));
}

void print_waiting(std::string_view what, std::chrono::milliseconds waited) {
  std::cerr << fmt::format("waiting ({} s): {}\n", waited.count() / 1000, what);
}

}  // namespace rung::cli
