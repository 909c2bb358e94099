#include "cli/text_output.hpp"

#include <algorithm>
#include <ostream>

#include <fmt/format.h>

#include "port/ports.hpp"
#include "text/statement_reader.hpp"

namespace rung::cli {
namespace {

std::string with_release(Version version, const MigrationSet& set) {
  const std::string_view release = set.releases().last_name_of(version);
  return release.empty() ? to_string(version) : fmt::format("{} ({})", to_string(version), release);
}

void print_sql(std::ostream& out, const Plan& plan, const Step& step, Dialect dialect) {
  out << fmt::format("\n-- {} {} {}\n", to_string(step.direction), to_string(step.version), step.name);
  if (!step.is_initial_script() && step.action->kind == embedded::ActionKind::routine) {
    out << fmt::format("-- C++: {}\n", step.action->word);
    return;
  }
  text::StatementReader reader(script_of(plan, step), dialect);
  while (const auto statement = reader.next()) {
    if (statement->index >= step.first_statement) out << statement->text << '\n';
  }
}

constexpr std::size_t pending_shown = 20;

}  // namespace

void print_dry_run(std::ostream& out, const Plan& plan, Database& database) {
  out << to_string(plan);
  for (const Step& step : plan.steps) print_sql(out, plan, step, database.ports().dialect().name);
  out << "\nnothing was touched\n";
}

void print_outcome(std::ostream& out, const Outcome& outcome, const MigrationSet& set) {
  if (outcome.steps == 0) {
    out << fmt::format("nothing to do: at {}\n", with_release(outcome.to, set));
  } else {
    out << fmt::format("from {} to {}: {} step{}\n", with_release(outcome.from, set),
                       with_release(outcome.to, set), outcome.steps, outcome.steps == 1 ? "" : "s");
  }
}

std::string what_to_deploy(const Outcome& outcome, const MigrationSet& set, const std::string& target) {
  if (set.releases().find(target)) return fmt::format("deploy {} now", target);
  const std::string_view release = set.releases().last_name_of(outcome.to);
  if (!release.empty()) return fmt::format("deploy {} now", release);
  return outcome.to.is_base()
             ? "the catalog is empty: deploy any release, and it begins anew"
             : fmt::format("deploy a release whose newest version is {} now", to_string(outcome.to));
}

void print_status(std::ostream& out, const StatusReport& report, const std::string& catalog) {
  const Status& status = report.status;
  out << fmt::format("catalog   {}\nstate     {}\nversion   {}{}\nnewest    {}\nfloor     {}\napplied   {}\n",
                     catalog, to_string(status.standing), to_string(status.version),
                     status.release.empty() ? "" : fmt::format(" ({})", status.release),
                     to_string(status.newest), to_string(status.floor), report.applied);
  if (!status.written_by.empty()) out << fmt::format("written by {}\n", status.written_by);
  for (const std::string& hold : status.holds) out << fmt::format("hold      {}\n", hold);
  out << fmt::format("pending   {}\n", report.pending.size());
  for (std::size_t i = 0; i < std::min(report.pending.size(), pending_shown); ++i) {
    out << fmt::format("  {} {}\n", to_string(report.pending[i].version()), report.pending[i].name());
  }
  if (report.pending.size() > pending_shown)
    out << fmt::format("  and {} more\n", report.pending.size() - pending_shown);
  if (!report.targets.empty()) out << "releases\n";
  for (const ReachableRelease& target : report.targets) {
    out << fmt::format("  {:<12} version {:<16} {:>+5} steps  {}\n", target.release,
                       to_string(target.version), target.steps,
                       target.reachable ? "reachable" : "not reachable: " + target.why);
  }
}

void print_history(std::ostream& out, const std::vector<LedgerEntry>& entries) {
  if (entries.empty()) out << "nothing was ever done here\n";
  for (const LedgerEntry& entry : entries) {
    out << fmt::format(
        "{:>5} {} {:<4} {} {} {}/{} statements, {} ms{}{}{}\n", entry.id, entry.started,
        to_string(entry.direction), to_string(entry.version), entry.name, entry.statements_done,
        entry.statements_total, entry.elapsed_ms,
        entry.outcome == StepOutcome::done ? "" : fmt::format(", {}", to_string(entry.outcome)),
        entry.release.empty() ? "" : fmt::format(", by {}", entry.release),
        entry.error.empty() ? "" : ": " + entry.error);
  }
}

}  // namespace rung::cli
