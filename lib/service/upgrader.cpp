#include <algorithm>
#include <utility>

#include <rung/error.hpp>
#include <rung/upgrader.hpp>

#include "decision/planner.hpp"
#include "decision/standing.hpp"
#include "record/run.hpp"
#include "service/catalog_reader.hpp"

namespace rung {
namespace {

bool wants_newest(const Target& target) { return std::holds_alternative<Target::Newest>(target.value()); }

void admit_database(CatalogReader& reader, const UpgradeOptions& options) {
  if (options.ledger.schema.empty()) reader.refuse_ledger_elsewhere();
  if (options.existing_tables == ExistingTables::refuse) reader.refuse_other_tables();
}

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

/// What the first read decides without the lock: nothing to do, held, or newer (semantics.md §2).
std::optional<Outcome> decide_without_lock(CatalogReader& reader, const Target& target,
                                           const UpgradeOptions& options) {
  const auto row = reader.read_row();
  if (!row || !row->settled()) return std::nullopt;
  const auto standing = standing_by_row(*row, reader.set(), reader.program());
  if (standing == Standing::current && wants_newest(target)) return nothing_done(row->head);
  if (standing == Standing::held && options.held_program == HeldProgram::refuse &&
      row->head <= reader.set().newest()) {
    refuse_held(*hold_on(*row, reader.set(), reader.program()), *row, reader.set());
  }
  if (row->head < reader.set().newest() || row->head.is_base()) return std::nullopt;
  try {
    const Situation situation = reader.read_situation(*row);
    if (plan_upgrade(reader.question(situation), target, options).empty()) return nothing_done(row->head);
  } catch (const PlanError&) {  // NOLINT(bugprone-empty-catch): every other refusal is decided again under
                                // the lock
  }
  return std::nullopt;
}

}  // namespace

Upgrader::Upgrader(Database& database, MigrationSet set, UpgradeOptions options)
    : database_(&database), set_(std::move(set)), options_(std::move(options)) {}

Outcome Upgrader::run(const Target& target) {
  CatalogReader reader(*database_, set_, options_);
  if (const auto decided = decide_without_lock(reader, target, options_)) return *decided;
  // What is wrong with a file is said before others have to wait for this run.
  set_.read();

  RunRequest request;
  request.make_plan = [&](const Situation& situation) {
    return plan_upgrade(reader.question(situation), target, options_);
  };
  request.admit_database = [&] { admit_database(reader, options_); };
  request.marks = [&](const VersionRow& row, const Plan&) {
    return kept_marks(row, reader, options_.held_program);
  };
  request.lock_timeout = options_.lock_timeout;
  request.nothing_left = [&](const VersionRow& row) {
    return wants_newest(target) && standing_by_row(row, set_, reader.program()) == Standing::current;
  };
  return Run(reader.ports(), reader.ledger(), new_run(reader.program(), set_.newest()), reader.patience(),
             options_.observer, std::move(request))
      .execute();
}

Plan Upgrader::plan(const Target& target) {
  CatalogReader reader(*database_, set_, options_);
  const auto row = reader.read_row();
  const Situation situation = row ? reader.read_situation(*row) : Situation{};
  Plan plan = plan_upgrade(reader.question(situation), target, options_);
  if (!row && !plan.empty()) admit_database(reader, options_);
  return plan;
}

}  // namespace rung
