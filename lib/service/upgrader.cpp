#include <utility>
#include <vector>

#include <rung/upgrader.hpp>

#include "record/run.hpp"
#include "service/catalog_upgrade.hpp"

namespace rung {

Upgrader::Upgrader(Database& database, MigrationSet set, UpgradeOptions options)
    : database_(&database), set_(std::move(set)), options_(std::move(options)) {}

Outcome Upgrader::run(const Target& target) {
  CatalogUpgrade upgrade(*database_, set_, options_, target);
  if (const auto decided = upgrade.decide_without_lock()) return *decided;
  upgrade.read_set();
  CatalogReader& reader = upgrade.reader();
  std::vector<CatalogRun> catalogs{upgrade.catalog_run(new_run(reader.program(), set_.newest()))};
  return Run(reader.ports(), std::move(catalogs), reader.patience(), options_.observer).execute().front();
}

Plan Upgrader::plan(const Target& target) {
  return CatalogUpgrade(*database_, set_, options_, target).plan();
}

}  // namespace rung
