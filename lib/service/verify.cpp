#include <fmt/format.h>

#include <rung/verify.hpp>

#include "decision/agreement.hpp"
#include "service/catalog_reader.hpp"
#include "text/survey.hpp"

namespace rung {
namespace {

using Findings = std::vector<std::string>;

void compare_row_with_history(const Situation& situation, Findings& findings) {
  const VersionRow& row = situation.row;
  const History& history = situation.history;
  if (row.head != history.head()) {
    findings.push_back(
        fmt::format("the version row says {}, and the ledger's rows say {}: was one of them edited? `repair` "
                    "puts the version row right from the rows",
                    to_string(row.head), to_string(history.head())));
  } else if (row.chain != history.chain()) {
    findings.emplace_back(
        "the chain in the version row is not that of the ledger's rows: was one of them edited? `repair` "
        "puts the version row right from the rows");
  }
  if (row.half_done) {
    findings.push_back(fmt::format(
        "step {} was begun outside a transaction and not finished; `upgrade` or `downgrade` goes on "
        "with it",
        to_string(*row.half_done)));
  }
}

void compare_set_with_history(const MigrationSet& set, const History& history, Findings& findings) {
  const Disagreement found = compare(set, history, history.head());
  for (const Version version : found.gaps) {
    findings.push_back(
        fmt::format("{} is applied, and this set does not know it", name_all({version}, set, history)));
  }
  for (const Version version : found.diverged) {
    findings.push_back(fmt::format(
        "{} was applied with another text than this set has: checksum {} in the database, {} in the set",
        name_all({version}, set, history), history.find(version)->accepted.back().digits(),
        set.find(version)->checksum().digits()));
  }
  for (const Version version : found.late) {
    findings.push_back(
        fmt::format("{} is below the head, and was never applied", name_all({version}, set, history)));
  }
}

void survey(MigrationView migration, Direction direction, Dialect dialect, Findings& findings) {
  const embedded::Action& action = migration.action(direction);
  if (action.kind != embedded::ActionKind::script) return;
  for (const text::Finding& finding : text::survey(action.script, dialect).findings) {
    findings.push_back(fmt::format(
        "{} of {} '{}', {}:{}: {}", to_string(direction), to_string(migration.version()), migration.name(),
        action.script.file.empty() ? "line" : action.script.file, finding.line, finding.message));
  }
}

}  // namespace

std::vector<std::string> verify(Database& database, const MigrationSet& set, const RunOptions& options) {
  CatalogReader reader(database, set, options);
  const Situation situation = reader.read_situation();
  Findings findings;
  compare_row_with_history(situation, findings);
  compare_set_with_history(set, situation.history, findings);
  for (std::size_t i = 0; i < set.size(); ++i) {
    survey(set[i], Direction::up, reader.surveys().dialect(), findings);
    survey(set[i], Direction::down, reader.surveys().dialect(), findings);
  }
  return findings;
}

}  // namespace rung
