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

void StepPrinter::waiting(std::string_view holder, std::chrono::milliseconds waited) {
  std::cerr << fmt::format("waiting ({} s): {}\n", waited.count() / 1000, holder);
}

}  // namespace rung::cli
