#include <fmt/format.h>

#include <rung/plan.hpp>

namespace rung {
namespace {

std::string kind_of(const Segment& segment) {
  std::string text = segment.transaction == Transaction::none ? "outside a transaction" : "one transaction";
  if (segment.foreign_keys == ForeignKeys::off) text += ", foreign keys not enforced";
  return text;
}

std::string line_of(const Step& step) {
  std::string text =
      fmt::format("  {:<4} {} '{}'", to_string(step.direction), to_string(step.version), step.name);
  if (step.is_initial_script()) {
    text += fmt::format(" (the whole schema, in place of {} migrations)", step.covers.size());
  } else if (step.action->kind == embedded::ActionKind::routine) {
    return text + fmt::format(": routine {}\n", step.action->word);
  }
  text += fmt::format(": {} statement{}", step.statements, step.statements == 1 ? "" : "s");
  if (step.first_statement > 1) text += fmt::format(", from number {} on", step.first_statement);
  return text + "\n";
}

}  // namespace

const embedded::Script& script_of(const Plan& plan, const Step& step) noexcept {
  return step.is_initial_script() ? plan.set.initial_script() : step.action->script;
}

std::string to_string(const Plan& plan) {
  if (plan.empty()) return "nothing to do\n";
  std::string text = fmt::format("from {} to {}: {} step{}, {} segment{}\n", to_string(plan.from),
                                 to_string(plan.to), plan.steps.size(), plan.steps.size() == 1 ? "" : "s",
                                 plan.segments.size(), plan.segments.size() == 1 ? "" : "s");
  for (const Segment& segment : plan.segments) {
    text += fmt::format("segment: {}\n", kind_of(segment));
    for (std::size_t i = segment.first; i < segment.first + segment.count; ++i)
      text += line_of(plan.steps[i]);
  }
  for (const std::string& warning : plan.warnings) text += fmt::format("warning: {}\n", warning);
  return text;
}

}  // namespace rung
