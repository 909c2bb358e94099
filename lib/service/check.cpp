#include <fmt/format.h>
#include <fmt/ranges.h>

#include <rung/check.hpp>

#include "decision/standing.hpp"
#include "service/look.hpp"

namespace rung {
namespace {

std::vector<std::string> describe_holds(const VersionRow& row) {
  std::vector<std::string> holds;
  for (const Mark& mark : row.marks) {
    if (mark.binding == Binding::no || row.head >= mark.left) continue;
    holds.push_back(
        fmt::format("{} (left {} for {})",
                    mark.releases.empty() ? "any release" : fmt::format("{}", fmt::join(mark.releases, ", ")),
                    to_string(mark.left), to_string(mark.target)));
  }
  return holds;
}

Status status_of(const VersionRow& row, Standing standing, const MigrationSet& set) {
  Status status;
  status.standing = standing;
  status.version = row.head;
  status.newest = set.newest();
  status.floor = row.floor;
  status.release = set.releases().last_name_of(row.head);
  status.written_by = row.release;
  status.holds = describe_holds(row);
  return status;
}

}  // namespace

Status look(CatalogReader& reader) {
  const MigrationSet& set = reader.set();
  const auto row = reader.read_row();
  if (!row) return status_of({}, Standing::empty, set);
  const auto by_row = standing_by_row(*row, set, reader.program());
  if (by_row == Standing::current || by_row == Standing::empty) return status_of(*row, *by_row, set);
  return status_of(*row, standing_of(reader.read_situation(*row), set, reader.program()), set);
}

Status check(Database& database, const MigrationSet& set, const RunOptions& options) {
  CatalogReader reader(database, set, options);
  return look(reader);
}

}  // namespace rung
