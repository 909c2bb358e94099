#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include <rung/downgrader.hpp>
#include <rung/error.hpp>

#include "decision/planner.hpp"
#include "decision/standing.hpp"
#include "record/run.hpp"
#include "service/catalog_reader.hpp"

namespace rung {
namespace {

using MakePlan = std::function<Plan(const Situation&)>;
using MakeMarks = std::function<std::vector<Mark>(const VersionRow&, const Plan&)>;

/// The releases that a descent from the head means: the program that steps down and, if it could climb back,
/// the one that wrote that head. None if this program does not say its own: then nobody can be told apart.
std::vector<std::string> releases_meant(const VersionRow& row, const Program& program) {
  if (program.release.empty()) return {};
  std::vector<std::string> releases{program.release};
  const bool writer_could_climb_back = !row.release.empty() && row.newest == row.head;
  if (writer_could_climb_back && row.release != program.release) releases.push_back(row.release);
  return releases;
}

/// The marks behind a descent. One that goes on with an earlier descent of this program only gets a new
/// target: what it binds stays bound until the hold is released.
std::vector<Mark> marks_of_descent(const VersionRow& row, const CatalogReader& reader, Version target,
                                   Binding binding) {
  const Version newest = reader.set().newest();
  const Program& program = reader.program();
  std::vector<Mark> marks = row.marks;
  if (stepped_down_here(row, reader.set(), program)) {
    for (Mark& mark : marks) {
      if (!means(mark, newest, program.release)) continue;
      mark.target = target;
      if (binding == Binding::yes) mark.binding = Binding::yes;
    }
    return marks;
  }
  marks.push_back({row.head, target, binding, releases_meant(row, program)});
  // A mark means programs whose newest version was left; one that began below its own needs a mark of its
  // own.
  if (row.head != newest)
    marks.push_back({newest, target, binding,
                     program.release.empty() ? std::vector<std::string>{} : std::vector{program.release}});
  return marks;
}

/// Behind a redo the head is where it was. A mark stands only while it is on its way, so that it can be gone
/// on with.
std::vector<Mark> marks_of_redo(const VersionRow& row, const CatalogReader& reader) {
  std::vector<Mark> marks = row.marks;
  if (!stepped_down_here(row, reader.set(), reader.program())) {
    marks.push_back({row.head, row.head, Binding::no, releases_meant(row, reader.program())});
  }
  return marks;
}

/// "engine-v2.0 of user app, from 10.0.0.3, since 2026-11-21T08:15:30Z".
std::string describe(const OtherSession& session) {
  return fmt::format("{} of user {}{}, since {}",
                     session.application.empty() ? "one without a name" : session.application, session.user,
                     session.host.empty() ? "" : ", from " + session.host, session.since);
}

[[noreturn]] void refuse_others(const std::string& what) {
  throw PlanError(PlanError::Kind::not_exclusive, {}, what);
}

/// Names the others who are connected, whose programs may break: as a warning, or by refusing.
void look_for_others(CatalogReader& reader, OtherSessions wanted, Plan& plan) {
  if (plan.empty()) return;
  Sessions* const sessions = reader.ports().sessions();
  if (sessions == nullptr) {
    if (wanted == OtherSessions::warn) return;
    refuse_others(
        "this database does not tell who else is connected, so nobody can promise to be alone. Nothing was "
        "touched. Stop the others, and run without `--require-exclusive`");
  }
  constexpr std::size_t shown = 20;
  const auto others = reader.others_in(*sessions);
  if (others.empty()) return;
  std::string list;
  for (std::size_t i = 0; i < std::min(others.size(), shown); ++i) list += "\n  " + describe(others[i]);
  if (others.size() > shown) list += fmt::format("\n  and {} more", others.size() - shown);
  const std::string found = fmt::format("{} other session{} on this database:{}", others.size(),
                                        others.size() == 1 ? " is" : "s are", list);
  if (wanted == OtherSessions::refuse)
    refuse_others(found + "\nNothing was touched. Stop them, and run again");
  plan.warnings.push_back(found + "\n  A program that knows only the newer schema may break");
}

/// The first read, without the lock, ends a run that has nothing to do. Every refusal is decided again under
/// the lock.
std::optional<Outcome> decide_without_lock(CatalogReader& reader, const MakePlan& make_plan) {
  const auto row = reader.read_row();
  if (row && !row->settled()) return std::nullopt;
  try {
    const Situation situation = row ? reader.read_situation(*row) : Situation{};
    const Plan plan = make_plan(situation);
    if (!plan.empty()) return std::nullopt;
    Outcome outcome;
    outcome.from = outcome.to = plan.from;
    return outcome;
  } catch (const PlanError&) {
    return std::nullopt;
  }
}

Outcome execute(CatalogReader& reader, const DowngradeOptions& options, MakePlan make_plan,
                MakeMarks make_marks) {
  if (const auto decided = decide_without_lock(reader, make_plan)) return *decided;
  RunRequest request;
  request.make_plan = std::move(make_plan);
  // A plan down is empty where there is no ledger, so none is ever created here.
  request.admit_database = [] {};
  request.marks = [make_marks = std::move(make_marks)](const VersionRow& row, const Plan& plan) {
    return plan.empty() ? row.marks : make_marks(row, plan);
  };
  request.lock_timeout = options.lock_timeout;
  request.nothing_left = [](const VersionRow&) { return false; };
  std::vector<CatalogRun> catalogs;
  catalogs.emplace_back(reader.ledger(), new_run(reader.program(), reader.set().newest()),
                        std::move(request));
  return Run(reader.ports(), std::move(catalogs), reader.patience(), options.observer).execute().front();
}

}  // namespace

Downgrader::Downgrader(Database& database, MigrationSet set, DowngradeOptions options)
    : database_(&database), set_(std::move(set)), options_(std::move(options)) {}

Outcome Downgrader::run(const Target& target) {
  CatalogReader reader(*database_, set_, options_);
  return execute(
      reader, options_,
      [&](const Situation& situation) {
        Plan plan = plan_downgrade(reader.question(situation), target, options_);
        look_for_others(reader, options_.other_sessions, plan);
        return plan;
      },
      [&](const VersionRow& row, const Plan& plan) {
        return marks_of_descent(row, reader, plan.to,
                                options_.hold == Hold::set ? Binding::yes : Binding::no);
      });
}

Plan Downgrader::plan(const Target& target) {
  CatalogReader reader(*database_, set_, options_);
  const Situation situation = reader.read_situation();
  Plan plan = plan_downgrade(reader.question(situation), target, options_);
  look_for_others(reader, options_.other_sessions, plan);
  return plan;
}

Outcome Downgrader::redo(std::size_t count) {
  CatalogReader reader(*database_, set_, options_);
  return execute(
      reader, options_,
      [&](const Situation& situation) { return plan_redo(reader.question(situation), count, options_); },
      [&](const VersionRow& row, const Plan&) { return marks_of_redo(row, reader); });
}

}  // namespace rung
