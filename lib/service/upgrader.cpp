#include <deque>
#include <utility>

#include <rung/upgrader.hpp>

#include "service/catalog_upgrade.hpp"

namespace rung {

Upgrader::Upgrader(Database& database, MigrationSet set, UpgradeOptions options)
    : database_(&database), set_(std::move(set)), options_(std::move(options)) {}

Outcome Upgrader::run(const Target& target) {
  std::deque<CatalogUpgrade> upgrades;
  upgrades.emplace_back(*database_, set_, options_, target);
  return execute(upgrades, options_.observer).front();
}

Plan Upgrader::plan(const Target& target) {
  return CatalogUpgrade(*database_, set_, options_, target).plan();
}

}  // namespace rung
