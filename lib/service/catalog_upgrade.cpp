#include "service/catalog_upgrade.hpp"

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

#include <rung/error.hpp>

#include "decision/planner.hpp"
#include "decision/standing.hpp"

namespace rung {
namespace {

bool wants_newest(const Target& target) { return std::holds_alternative<Target::Newest>(target.value()); }

/// The marks without this program's own, if they are to be released.
std::vector<Mark> kept_marks(const VersionRow& row, const CatalogReader& reader, HeldProgram held_program) {
  std::vector<Mark> marks = row.marks;
  if (held_program == HeldProgram::refuse) return marks;
  const auto is_own = [&](const Mark& mark) {
    return means(mark, reader.set().newest(), reader.program().release);
  };
  marks.erase(std::remove_if(marks.begin(), marks.end(), is_own), marks.end());
  return marks;
}

Outcome nothing_done(Version head) {
  Outcome outcome;
  outcome.from = outcome.to = head;
  return outcome;
}

}  // namespace

CatalogUpgrade::CatalogUpgrade(Database& database, const MigrationSet& set, UpgradeOptions options,
                               Target target)
    : options_(std::move(options)), target_(std::move(target)), reader_(database, set, options_) {}

void CatalogUpgrade::admit_database() {
  if (options_.ledger.schema.empty()) reader_.refuse_ledger_elsewhere();
  if (options_.existing_tables == ExistingTables::refuse) reader_.refuse_other_tables();
}

Plan CatalogUpgrade::plan_for(const Situation& situation) {
  return plan_upgrade(reader_.question(situation), target_, options_);
}

std::optional<Outcome> CatalogUpgrade::decide_without_lock() {
  const MigrationSet& set = reader_.set();
  const auto row = reader_.read_row();
  if (!row || !row->settled()) return std::nullopt;
  const auto standing = standing_by_row(*row, set, reader_.program());
  if (standing == Standing::current && wants_newest(target_)) return nothing_done(row->head);
  if (standing == Standing::held && options_.held_program == HeldProgram::refuse &&
      row->head <= set.newest()) {
    refuse_held(*hold_on(*row, set, reader_.program()), *row, set);
  }
  if (row->head < set.newest() || row->head.is_base()) return std::nullopt;
  try {
    const Situation situation = reader_.read_situation(*row);
    if (plan_for(situation).empty()) return nothing_done(situation.row.head);
  } catch (const PlanError&) {  // NOLINT(bugprone-empty-catch): every other refusal is decided again under
                                // the lock
  }
  return std::nullopt;
}

Plan CatalogUpgrade::plan() {
  const auto row = reader_.read_row();
  const Situation situation = row ? reader_.read_situation(*row) : Situation{};
  Plan plan = plan_for(situation);
  if (!row && !plan.empty()) admit_database();
  return plan;
}

CatalogRun CatalogUpgrade::catalog_run(RunIdentity identity) {
  identity.program = reader_.program();
  identity.newest = reader_.set().newest();
  RunRequest request;
  request.make_plan = [this](const Situation& situation) { return plan_for(situation); };
  request.admit_database = [this] { admit_database(); };
  request.marks = [this](const VersionRow& row, const Plan&) {
    return kept_marks(row, reader_, options_.held_program);
  };
  request.lock_timeout = options_.lock_timeout;
  request.nothing_left = [this](const VersionRow& row) {
    return wants_newest(target_) &&
           standing_by_row(row, reader_.set(), reader_.program()) == Standing::current;
  };
  return {reader_.ledger(), std::move(identity), std::move(request)};
}

std::vector<Outcome> execute(std::deque<CatalogUpgrade>& upgrades, Observer* observer,
                             Run::Admission admission) {
  std::vector<Outcome> decided;
  for (CatalogUpgrade& upgrade : upgrades) {
    if (auto outcome = upgrade.decide_without_lock()) decided.push_back(std::move(*outcome));
  }
  if (decided.size() == upgrades.size()) return decided;

  const RunIdentity identity = new_run({}, Version::base());
  std::vector<CatalogRun> catalogs;
  for (CatalogUpgrade& upgrade : upgrades) {
    // What is wrong with a file is said before others have to wait for this run.
    upgrade.reader().set().read();
    catalogs.push_back(upgrade.catalog_run(identity));
  }
  CatalogReader& first = upgrades.front().reader();
  return Run(first.ports(), std::move(catalogs), first.patience(), observer, std::move(admission)).execute();
}

}  // namespace rung
