#include <deque>
#include <set>
#include <utility>

#include <fmt/format.h>

#include <rung/error.hpp>
#include <rung/joint_upgrader.hpp>

#include "decision/segmentation.hpp"
#include "service/catalog_upgrade.hpp"

namespace rung {
namespace {

[[noreturn]] void refuse(const std::string& why) {
  throw PlanError(PlanError::Kind::not_together, {}, why + ". Nothing was touched");
}

/// A deque, because a run borrows each of them.
std::deque<CatalogUpgrade> upgrades_of(Database& database,
                                       const std::vector<JointUpgrader::Catalog>& catalogs,
                                       UpgradeOptions options) {
  std::deque<CatalogUpgrade> upgrades;
  for (const JointUpgrader::Catalog& catalog : catalogs) {
    options.ledger.catalog = catalog.name;
    upgrades.emplace_back(database, catalog.set, options, Target::newest());
  }
  return upgrades;
}

}  // namespace

JointUpgrader::JointUpgrader(Database& database, std::vector<Catalog> catalogs, UpgradeOptions options)
    : database_(&database), catalogs_(std::move(catalogs)), options_(std::move(options)) {
  if (options_.grouping != Grouping::run)
    refuse("catalogs are upgraded together in one transaction, and Grouping::step asks for one a step");
  std::set<std::string> names;
  for (const Catalog& catalog : catalogs_) {
    if (!names.insert(catalog.name).second)
      refuse(fmt::format("catalog '{}' is to be upgraded twice in one run", catalog.name));
  }
}

std::vector<Outcome> JointUpgrader::run() {
  auto upgrades = upgrades_of(*database_, catalogs_, options_);
  return execute(upgrades, options_.observer, join);
}

std::vector<Plan> JointUpgrader::plan() {
  auto upgrades = upgrades_of(*database_, catalogs_, options_);
  std::vector<Plan> plans;
  std::vector<Plan*> joined;
  plans.reserve(upgrades.size());
  joined.reserve(upgrades.size());
  for (CatalogUpgrade& upgrade : upgrades) joined.push_back(&plans.emplace_back(upgrade.plan()));
  join(joined);
  return plans;
}

}  // namespace rung
