#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include <rung/check.hpp>
#include <rung/database.hpp>
#include <rung/ledger_entry.hpp>
#include <rung/outcome.hpp>
#include <rung/plan.hpp>

namespace rung::cli {

/// The plan, and the SQL of each step.
void print_dry_run(std::ostream& out, const Plan& plan, Database& database);
void print_outcome(std::ostream& out, const Outcome& outcome, const MigrationSet& set);
void print_status(std::ostream& out, const StatusReport& report, const std::string& catalog);
void print_history(std::ostream& out, const std::vector<LedgerEntry>& entries);

/// The last line of a downgrade: which release to deploy now.
std::string what_to_deploy(const Outcome& outcome, const MigrationSet& set, const std::string& target);

}  // namespace rung::cli
