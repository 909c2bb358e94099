#include <algorithm>
#include <cstddef>
#include <cstdint>

#include <rung/check.hpp>
#include <rung/error.hpp>

#include "decision/planner.hpp"
#include "decision/standing.hpp"
#include "service/look.hpp"

namespace rung {
namespace {

/// Counts what lies between, whether or not it can be walked.
std::int64_t steps_between(const MigrationSet& set, const History& history, Version target) {
  std::int64_t down = 0;
  for (const AppliedMigration& applied : history.applied()) down += applied.version > target ? 1 : 0;
  if (down != 0) return -down;
  std::int64_t up = 0;
  for (std::size_t i = 0, end = set.count_up_to(target); i < end; ++i)
    up += history.find(set[i].version()) == nullptr ? 1 : 0;
  return up;
}

/// The cause on one line; what to do about it is for whoever tries.
std::string cause_in(std::string message) {
  message.erase(std::min(message.find("Nothing was touched"), message.size()));
  std::string line;
  for (const char c : message) {
    const bool is_space = c == '\n' || c == ' ';
    if (!is_space || (!line.empty() && line.back() != ' ')) line += is_space ? ' ' : c;
  }
  if (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

ReachableRelease look_at(const Question& question, const embedded::Release& release) {
  const History& history = question.situation.history;
  ReachableRelease found;
  found.release = release.name;
  found.version = release.version == 0 ? Version::base() : Version{release.version};
  found.steps = steps_between(question.set, history, found.version);
  try {
    const Target target = Target::release(found.release);
    const Plan plan = found.version < history.head() ? plan_downgrade(question, target, {})
                                                     : plan_upgrade(question, target, {});
    found.reachable = true;
  } catch (const Error& error) {
    found.why = cause_in(error.what());
  }
  return found;
}

}  // namespace

StatusReport report(Database& database, const MigrationSet& set, const RunOptions& options) {
  StatusReport report;
  CatalogReader reader(database, set, options);
  const Situation situation = reader.read_situation();
  report.status = status_of(reader, situation);
  report.applied = situation.history.applied().size();
  for (std::size_t i = 0; i < set.size(); ++i) {
    if (situation.history.find(set[i].version()) == nullptr) report.pending.push_back(set[i]);
  }
  for (const embedded::Release& release : set.releases())
    report.targets.push_back(look_at(reader.question(situation), release));
  return report;
}

}  // namespace rung
