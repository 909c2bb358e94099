#include <memory>
#include <optional>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <rung/error.hpp>
#include <rung/joint_upgrader.hpp>

#include "contract/sets.hpp"
#include "fault/faults.hpp"
#include "fault/open_session.hpp"

namespace rung::test {
namespace {

Migrations plugin_tables(std::int64_t first, std::int64_t last) {
  Migrations migrations;
  for (std::int64_t version = first; version <= last; ++version)
    migrations = migrations + script(version, fmt::format("create table plugin{} (n int)", version), "");
  return migrations;
}

void climb(Database& database, std::int64_t engine, std::int64_t plugin) {
  JointUpgrader(database, {{"main", {tables(1, engine)}}, {"plugin", {plugin_tables(5, plugin)}}}).run();
}

void climb(RestorableDatabase& restorable, std::int64_t engine, std::int64_t plugin) {
  const OpenSession open(restorable);
  Database database = open.database();
  climb(database, engine, plugin);
}

std::string heads(RestorableDatabase& restorable) {
  return fmt::format("main {}, plugin {}",
                     restorable.number("select head from rung_version where catalog = 'main'"),
                     restorable.number("select head from rung_version where catalog = 'plugin'"));
}

constexpr const char* old_heads = "main 1, plugin 5";
constexpr const char* new_heads = "main 3, plugin 6";

/// Nothing if the work was done in spite of the fault.
std::optional<CatalogState> attempt(RestorableDatabase& restorable, FaultInjector& injector) {
  std::optional<CatalogState> claim;
  {
    const OpenSession open(restorable);
    Database database = with_faults(open.database(), injector);
    try {
      climb(database, 3, 6);
    } catch (const Error& error) {
      claim = error.database_state();
    }
  }
  restorable.sessions().wait_until_alone();
  return claim;
}

void check_claim(const std::optional<CatalogState>& claim, const std::string& found,
                 const FaultInjector& injector) {
  if (!claim) {
    CHECK(found == new_heads);
    return;
  }
  switch (claim->kind()) {
    case CatalogState::Kind::untouched:
      CHECK(found == old_heads);
      return;
    case CatalogState::Kind::at_version: {
      const std::int64_t version = claim->version().number();
      CHECK(found == (version == 1 || version == 5 ? old_heads : new_heads));
      return;
    }
    case CatalogState::Kind::unknown:
      // The answer to the commit was lost, or to a row that goes in the same message.
      CHECK((injector.failed() == "commit" || injector.failed().rfind("statement insert", 0) == 0 ||
             injector.failed().rfind("statement update", 0) == 0));
      CHECK((found == old_heads || found == new_heads));
      return;
    case CatalogState::Kind::partly_applied:
      FAIL_CHECK("nothing of this is outside a transaction");
  }
}

/// False if the work was done without this call.
bool happens(RestorableDatabase& restorable, const Fault& fault, const std::string& after) {
  restorable.go_back();
  FaultInjector injector(fault);
  const auto claim = attempt(restorable, injector);
  if (!injector.happened()) return false;
  INFO("effect " << static_cast<int>(fault.effect) << ", connection " << static_cast<int>(fault.connection)
                 << ", call " << fault.call << " failed: " << injector.failed());
  check_claim(claim, heads(restorable), injector);
  climb(restorable, 3, 6);
  CHECK(heads(restorable) == new_heads);
  CHECK(restorable.dump() == after);
  CHECK(restorable.steps_done().size() == 5);
  return true;
}

}  // namespace

TEST_CASE("a joint upgrade is all or nothing and tells the truth whichever call fails, and can be finished") {
  const auto restorable = restorable_database(GENERATE(from_range(backends())));
  climb(*restorable, 1, 5);
  restorable->remember();
  climb(*restorable, 3, 6);
  const std::string after = restorable->dump();
  const std::vector<Fault> ways = lost_calls();
  std::size_t call = 1;
  for (std::size_t way = 0;; ++way) {
    Fault fault = ways[way % ways.size()];
    fault.call = call;
    if (!happens(*restorable, fault, after)) break;
    if (restorable->dialect() != Dialect::sqlite || (way + 1) % ways.size() == 0) ++call;
  }
  CHECK(call > 12);
}

}  // namespace rung::test
