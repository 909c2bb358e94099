#include "testing/findings.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace rung::testing {
namespace {

using Result = SymmetryStep::Result;

bool was_walked(const SymmetryStep& step) {
  return step.result == Result::symmetric || step.result == Result::asymmetric;
}

}  // namespace

Findings::Findings(const SymmetryOptions& options, Version first, Version last) : options_(&options) {
  for (const AcceptedFinding& finding : options.accept)
    if (first <= finding.version && finding.version <= last) unused_.insert(&finding);
}

void Findings::begin(MigrationView migration) {
  SymmetryStep& step = report_.steps.emplace_back();
  step.version = migration.version();
  step.name = migration.name();
}

bool Findings::take(std::string name, std::string sentence) {
  SymmetryFinding finding{std::move(name), std::move(sentence), {}};
  const auto& accepted = options_->accept;
  const auto found = std::find_if(accepted.begin(), accepted.end(), [&](const AcceptedFinding& one) {
    return one.version == step().version && one.name == finding.name;
  });
  const bool is_meant = found != accepted.end();
  if (is_meant) {
    finding.accepted = found->reason;
    unused_.erase(&*found);
  }
  step().findings.push_back(std::move(finding));
  return is_meant;
}

void Findings::tell_unfilled(const std::vector<UnfilledTable>& tables) {
  for (const UnfilledTable& table : tables) {
    const bool may_be_empty =
        std::any_of(options_->leave_empty.begin(), options_->leave_empty.end(),
                    [&table](const EmptyTable& empty) { return empty.name == table.table; });
    if (may_be_empty || !told_unfilled_.insert(table.table).second) continue;
    take("no rows in " + table.table,
         fmt::format("table {} could not be filled, so nothing is proved for its rows: {}. Give it rows "
                     "(SymmetryOptions::seeds), say why it may be empty (leave_empty), or accept this",
                     table.table, table.why));
  }
}

const SymmetryStep& Findings::end() {
  const auto& findings = step().findings;
  if (std::any_of(findings.begin(), findings.end(),
                  [](const SymmetryFinding& finding) { return finding.accepted.empty(); }))
    step().result = Result::asymmetric;
  return step();
}

SymmetryReport Findings::report() {
  if (!report_.steps.empty() && std::none_of(report_.steps.begin(), report_.steps.end(), was_walked))
    note("no down was looked at, so nothing is proved");
  for (const AcceptedFinding* const finding : unused_) {
    note(fmt::format("nothing had to be accepted of migration {} as '{}'", to_string(finding->version),
                     finding->name));
  }
  return std::move(report_);
}

}  // namespace rung::testing
