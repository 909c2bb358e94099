#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include <rung/catalog_state.hpp>
#include <rung/migration_set.hpp>
#include <rung/version.hpp>

namespace rung::test {

/// Six migrations with every kind of segment: wrapped, own and none; a routine, a trigger, a table with
/// children that is redefined. The same in each database's words.
struct History {
  MigrationSet migrations;
  Version outside;  ///< The step outside a transaction, and its statements.
  std::vector<std::string> up_outside;
  std::vector<std::string> down_outside;
};
const History& every_kind(Dialect dialect);

/// What a database of this backend must hold (RestorableDatabase::dump) when it is in a state: found out by
/// walking there undisturbed, once for each.
class Undisturbed {
 public:
  Undisturbed(std::string backend, const History& history)
      : backend_(std::move(backend)), history_(&history) {}

  std::string dump_of(const CatalogState& state);

 private:
  [[nodiscard]] std::string walk_to(Version version, const std::vector<std::string>& then) const;

  std::string backend_;
  const History* history_;
  std::map<std::string, std::string> known_;
};

}  // namespace rung::test
