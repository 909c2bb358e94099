#include "decision/standing.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <rung/error.hpp>

#include "decision/agreement.hpp"

namespace rung {
namespace {

/// "version 30 (release v1.4)".
std::string with_release(Version version, const MigrationSet& set) {
  const std::string_view release = set.releases().last_name_of(version);
  return release.empty() ? fmt::format("version {}", to_string(version))
                         : fmt::format("version {} (release {})", to_string(version), release);
}

bool is_marked(const VersionRow& row, Version newest, std::string_view release) {
  return std::any_of(row.marks.begin(), row.marks.end(),
                     [&](const Mark& mark) { return means(mark, newest, release); });
}

/// By the row alone; of a folder of which only the names were read, by those.
bool is_what_is_applied(const MigrationSet& set, const VersionRow& row) {
  return set.knows_names_only() ? row.sealed == seal(row.chain, set.versions()) : row.chain == set.chain();
}

}  // namespace

const Mark* hold_on(const VersionRow& row, const MigrationSet& set, const Program& program) {
  const auto holds = [&](const Mark& mark) {
    return mark.binding == Binding::yes && row.head < mark.left && means(mark, set.newest(), program.release);
  };
  const auto found = std::find_if(row.marks.begin(), row.marks.end(), holds);
  return found == row.marks.end() ? nullptr : &*found;
}

bool stepped_down_here(const VersionRow& row, const MigrationSet& set, const Program& program) {
  return is_marked(row, set.newest(), program.release);
}

std::optional<Standing> standing_by_row(const VersionRow& row, const MigrationSet& set,
                                        const Program& program) {
  if (!row.settled()) return std::nullopt;
  if (hold_on(row, set, program) != nullptr) return Standing::held;
  if (row.head.is_base()) return Standing::empty;
  if (row.head == set.newest() && is_what_is_applied(set, row)) return Standing::current;
  return std::nullopt;
}

Standing standing_of(const Situation& situation, const MigrationSet& set, const Program& program) {
  const VersionRow& row = situation.row;
  const History& history = situation.history;
  if (!row.run.empty()) return Standing::migrating;
  if (row.half_done) return Standing::interrupted;
  const Disagreement found = compare(set, history, set.newest());
  if (!found.agrees()) return Standing::diverged;
  if (history.head() > set.newest()) {
    if (row.floor > set.newest()) return Standing::ahead;
    return found.late.empty() && !set.empty() ? Standing::ahead_compatible : Standing::diverged;
  }
  if (hold_on(row, set, program) != nullptr) return Standing::held;
  if (history.applied().empty()) return Standing::empty;
  return history.head() < set.newest() || !found.late.empty() ? Standing::behind : Standing::current;
}

void refuse_held(const Mark& hold, const VersionRow& row, const MigrationSet& set) {
  const std::string_view release = set.releases().last_name_of(row.head);
  const std::string deploy = release.empty()
                                 ? fmt::format("a program whose newest version is {}", to_string(row.head))
                                 : fmt::format("release {}", release);
  throw PlanError(
      PlanError::Kind::held, {hold.left},
      fmt::format("this program was stepped down from this database: it left version {} for {}, and the "
                  "database is at {}. Nothing was touched. Deploy {}; or, to climb again with this program, "
                  "run `upgrade --release-hold`",
                  to_string(hold.left), with_release(hold.target, set), with_release(row.head, set), deploy));
}

void refuse_newer(const VersionRow& row, const MigrationSet& set, const Program& program) {
  const std::string own_release = program.release.empty() ? to_string(set.newest()) : program.release;
  const std::string writer =
      row.release.empty()
          ? fmt::format("a newer program{}",
                        row.newest ? fmt::format(" (its newest version is {})", to_string(*row.newest)) : "")
          : fmt::format("release {}", row.release);
  // Rule 2 keeps the writer from stepping down where it neither is at its newest version nor stepped down to.
  const bool may_start_here =
      !row.newest || *row.newest == row.head || is_marked(row, *row.newest, row.release);
  const std::string_view opt_out = may_start_here ? "" : " --from-any-known";
  throw NewerDatabase(
      row.head, row.floor, set.newest(), row.release,
      fmt::format("the database is at version {}, written by {}; this program{} knows versions up to {}, and "
                  "the oldest "
                  "version that can work on this schema is {}. Nothing was touched. Deploy {} again; or, to "
                  "go back to "
                  "this program, run with {}: `downgrade --to {}{}`",
                  to_string(row.head), writer,
                  program.release.empty() ? "" : fmt::format(" ({})", program.release),
                  to_string(set.newest()), to_string(row.floor), writer, writer, own_release, opt_out));
}

}  // namespace rung
