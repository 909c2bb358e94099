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

Status status_with(const VersionRow& row, Standing standing, const MigrationSet& set) {
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

/// Where the row tells it all.
std::optional<Status> status_by_row(const CatalogReader& reader, const VersionRow& row) {
  const auto standing = standing_by_row(row, reader.set(), reader.program());
  if (standing != Standing::current && standing != Standing::empty) return std::nullopt;
  return status_with(row, *standing, reader.set());
}

}  // namespace

Status look(CatalogReader& reader) {
  const auto row = reader.read_row();
  if (!row) return status_with({}, Standing::empty, reader.set());
  if (const auto status = status_by_row(reader, *row)) return *status;
  return status_of(reader, reader.read_situation(*row));
}

Status status_of(const CatalogReader& reader, const Situation& situation) {
  if (const auto status = status_by_row(reader, situation.row)) return *status;
  return status_with(situation.row, standing_of(situation, reader.set(), reader.program()), reader.set());
}

Status check(Database& database, const MigrationSet& set, const RunOptions& options) {
  CatalogReader reader(database, set, options);
  return look(reader);
}

}  // namespace rung
