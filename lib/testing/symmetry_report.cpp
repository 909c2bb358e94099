#include <algorithm>

#include <fmt/format.h>

#include <rung/testing/symmetry.hpp>

namespace rung::testing {
namespace {

bool is_open(const SymmetryFinding& finding) { return finding.accepted.empty(); }

bool has_open(const std::vector<SymmetryFinding>& findings) {
  return std::any_of(findings.begin(), findings.end(), is_open);
}

void append(std::string& text, const std::vector<SymmetryFinding>& findings) {
  for (const SymmetryFinding& finding : findings) {
    text += "  [" + finding.name + "] ";
    for (const char c : finding.sentence) {
      text += c;
      if (c == '\n') text += "  ";
    }
    text += '\n';
    if (!is_open(finding)) text += fmt::format("    accepted: {}\n", finding.accepted);
  }
}

std::size_t count(const SymmetryReport& report, SymmetryStep::Result result) {
  return static_cast<std::size_t>(
      std::count_if(report.steps.begin(), report.steps.end(),
                    [result](const SymmetryStep& step) { return step.result == result; }));
}

std::string summary(const SymmetryReport& report) {
  using Result = SymmetryStep::Result;
  const std::size_t symmetric = count(report, Result::symmetric);
  std::string text = fmt::format("{} of {} migration{} {} symmetric", symmetric, report.steps.size(),
                                 report.steps.size() == 1 ? "" : "s",
                                 symmetric == 1 || report.steps.size() == 1 ? "is" : "are");
  const auto has_accepted = [](const SymmetryStep& step) {
    return step.result == Result::symmetric && !step.findings.empty();
  };
  const auto accepted = std::count_if(report.steps.begin(), report.steps.end(), has_accepted);
  if (accepted != 0) text += fmt::format(", {} of them with accepted findings", accepted);
  for (const Result result : {Result::asymmetric, Result::irreversible, Result::skipped}) {
    const std::size_t number = count(report, result);
    if (number != 0)
      text += fmt::format(", {} {} {}", number, number == 1 ? "is" : "are",
                          result == Result::asymmetric ? "not" : to_string(result));
  }
  return text;
}

}  // namespace

bool SymmetryReport::symmetric() const noexcept {
  return !has_open(initial_script) && std::none_of(steps.begin(), steps.end(), [](const SymmetryStep& step) {
    return has_open(step.findings);
  });
}

std::string_view to_string(SymmetryStep::Result result) noexcept {
  switch (result) {
    case SymmetryStep::Result::symmetric:
      return "symmetric";
    case SymmetryStep::Result::asymmetric:
      return "asymmetric";
    case SymmetryStep::Result::irreversible:
      return "irreversible";
    case SymmetryStep::Result::skipped:
      break;
  }
  return "skipped";
}

std::string to_string(const SymmetryReport& report) {
  std::string text;
  for (const SymmetryStep& step : report.steps) {
    if (step.result == SymmetryStep::Result::symmetric && step.findings.empty()) continue;
    text += fmt::format(
        "{} {}: {}{}{}\n", to_string(step.version), step.name,
        step.result == SymmetryStep::Result::asymmetric ? "NOT symmetric" : to_string(step.result),
        step.reason.empty() ? "" : ": ", step.reason);
    append(text, step.findings);
  }
  if (!report.initial_script.empty()) {
    text += "the initial script\n";
    append(text, report.initial_script);
  }
  for (const std::string& note : report.notes) text += "note: " + note + '\n';
  return text + summary(report);
}

}  // namespace rung::testing
