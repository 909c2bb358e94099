#include "cli/commands.hpp"

#include <memory>
#include <ostream>
#include <string>

#include <fmt/format.h>

#include <rung/check.hpp>
#include <rung/downgrader.hpp>
#include <rung/repair.hpp>
#include <rung/upgrader.hpp>
#include <rung/verify.hpp>
#include <rung/version_ledger.hpp>
#include <rung/wait.hpp>

#include "cli/json_log.hpp"
#include "cli/json_output.hpp"
#include "cli/step_printer.hpp"
#include "cli/text_output.hpp"

namespace rung::cli {
namespace {

/// Who watches a run for the people at the terminal, or for a log.
std::unique_ptr<Observer> watcher(const Invocation& invocation, std::ostream& out) {
  if (invocation.log == Log::json) return std::make_unique<JsonLog>(out);
  return std::make_unique<StepPrinter>(out, invocation.progress);
}

/// The options with somebody who watches the run.
template <typename Options>
Options watched(Options options, Observer& observer) {
  options.observer = &observer;
  return options;
}

Target target_of(const Invocation& invocation) {
  return invocation.target.empty() ? Target::newest() : Target::parse(invocation.target);
}

int upgrade(const Invocation& invocation, const MigrationSet& set, Database& database, std::ostream& out) {
  const auto printer = watcher(invocation, out);
  Upgrader upgrader(database, set, watched(invocation.upgrade, *printer));
  if (invocation.rehearse == Rehearse::dry_run) {
    print_dry_run(out, upgrader.plan(target_of(invocation)), database);
    return 0;
  }
  const Outcome outcome = upgrader.run(target_of(invocation));
  print_outcome(out, outcome, set);
  for (const embedded::Release& release : set.releases()) {
    if (!release.stop || release.version != outcome.to.number() || outcome.to >= set.newest()) continue;
    out << fmt::format("{} has to run now, before the database goes further\n", release.name);
  }
  return 0;
}

int downgrade(const Invocation& invocation, const MigrationSet& set, Database& database, std::ostream& out) {
  const auto printer = watcher(invocation, out);
  Downgrader downgrader(database, set, watched(invocation.downgrade, *printer));
  if (invocation.rehearse == Rehearse::dry_run) {
    print_dry_run(out, downgrader.plan(target_of(invocation)), database);
    return 0;
  }
  const Outcome outcome = downgrader.run(target_of(invocation));
  print_outcome(out, outcome, set);
  out << what_to_deploy(outcome, set, invocation.target) << '\n';
  return 0;
}

int redo(const Invocation& invocation, const MigrationSet& set, Database& database, std::ostream& out) {
  const auto printer = watcher(invocation, out);
  print_outcome(
      out, Downgrader(database, set, watched(invocation.downgrade, *printer)).redo(invocation.redo_count),
      set);
  return 0;
}

int status(const Invocation& invocation, const MigrationSet& set, Database& database, std::ostream& out) {
  const StatusReport found = report(database, set, invocation.options);
  if (invocation.output == Output::json) {
    out << to_json(found, invocation.options.ledger.catalog) << '\n';
  } else {
    print_status(out, found, invocation.options.ledger.catalog);
  }
  return 0;
}

int history(const Invocation& invocation, Database& database, std::ostream& out) {
  const auto entries = VersionLedger(database, invocation.options.ledger).history();
  if (invocation.output == Output::json) {
    out << to_json(entries) << '\n';
  } else {
    print_history(out, entries);
  }
  return 0;
}

int verify(const Invocation& invocation, const MigrationSet& set, Database& database, std::ostream& out) {
  const auto findings = rung::verify(database, set, invocation.options);
  for (const std::string& finding : findings) out << finding << '\n';
  if (findings.empty()) out << "nothing to find fault with\n";
  return findings.empty() ? 0 : 3;
}

int repair(const Invocation& invocation, const MigrationSet& set, Database& database, std::ostream& out) {
  const bool is_dry = invocation.rehearse == Rehearse::dry_run;
  const auto repair_or_plan = is_dry ? rung::plan_repair : rung::repair;
  const auto done = repair_or_plan(database, set, invocation.accept, invocation.options);
  for (const std::string& sentence : done) out << sentence << '\n';
  if (done.empty()) out << "nothing to repair\n";
  if (is_dry) out << "nothing was touched\n";
  return 0;
}

int wait(const Invocation& invocation, const MigrationSet& set, Database& database, std::ostream& out) {
  const auto printer = watcher(invocation, out);
  const Status status =
      wait_until_usable(database, set, invocation.timeout, watched(invocation.options, *printer));
  out << fmt::format("usable: {} at {}\n", to_string(status.standing), to_string(status.version));
  return 0;
}

}  // namespace

int execute(const Invocation& invocation, const MigrationSet& set, Database& database, std::ostream& out) {
  switch (invocation.command) {
    case Command::upgrade:
      return upgrade(invocation, set, database, out);
    case Command::downgrade:
      return downgrade(invocation, set, database, out);
    case Command::redo:
      return redo(invocation, set, database, out);
    case Command::status:
      return status(invocation, set, database, out);
    case Command::history:
      return history(invocation, database, out);
    case Command::verify:
      return verify(invocation, set, database, out);
    case Command::repair:
      return repair(invocation, set, database, out);
    case Command::wait:
      return wait(invocation, set, database, out);
    case Command::create:    // Has no database.
    case Command::symmetry:  // Has a database of its own.
      break;
  }
  return 1;
}

}  // namespace rung::cli
