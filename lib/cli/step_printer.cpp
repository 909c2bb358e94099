#include "cli/step_printer.hpp"

#include <iostream>

#include <fmt/format.h>

namespace rung::cli {

void StepPrinter::plan_made(const Plan& plan) {
  for (const std::string& warning : plan.warnings) std::cerr << "warning: " << warning << '\n';
}

void StepPrinter::step_done(const Step& step, std::chrono::milliseconds elapsed) {
  *out_ << fmt::format("{:<4} {} {} ({} ms)\n", to_string(step.direction), to_string(step.version), step.name,
                       elapsed.count())
        << std::flush;
}

void StepPrinter::notice(std::string_view message) { std::cerr << message << '\n'; }

void StepPrinter::retrying(std::string_view why, int attempt, int most) {
  std::cerr << fmt::format("retrying ({} of {}): {}\n", attempt, most, why);
}

void StepPrinter::waiting(std::string_view holder, std::chrono::milliseconds waited) {
  print_waiting(holder, waited);
}

void print_waiting(std::string_view what, std::chrono::milliseconds waited) {
  std::cerr << fmt::format("waiting ({} s): {}\n", waited.count() / 1000, what);
}

}  // namespace rung::cli
