#include <memory>
#include <optional>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <rung/error.hpp>
#include <rung/joint_upgrader.hpp>

#include "contract/sets.hpp"
#include "fault/disturbance.hpp"
#include "fault/faults.hpp"
#include "fault/open_session.hpp"

namespace rung::test {
namespace {

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

/// Where the engine's catalog is to go; the plug-in's goes to 6.
struct Goal {
  std::int64_t engine;
  [[nodiscard]] std::string heads() const { return fmt::format("main {}, plugin 6", engine); }
};

/// Nothing if the work was done in spite of the fault.
std::optional<CatalogState> attempt(RestorableDatabase& restorable, Goal goal, FaultInjector& injector) {
  std::optional<CatalogState> claim;
  {
    const OpenSession open(restorable);
    Database database = with_faults(open.database(), injector);
    try {
      climb(database, goal.engine, 6);
    } catch (const Error& error) {
      claim = error.database_state();
    }
  }
  restorable.sessions().wait_until_alone();
  return claim;
}

void check_claim(const std::optional<CatalogState>& claim, Goal goal, const std::string& found,
                 const FaultInjector& injector) {
  const std::string new_heads = goal.heads();
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
      CHECK(found == (version == 1 || version == 5 ? std::string(old_heads) : new_heads));
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
bool happens(RestorableDatabase& restorable, Goal goal, const Fault& fault, const std::string& after) {
  restorable.go_back();
  FaultInjector injector(fault);
  const auto claim = attempt(restorable, goal, injector);
  if (!injector.happened()) return false;
  INFO("effect " << static_cast<int>(fault.effect) << ", connection " << static_cast<int>(fault.connection)
                 << ", call " << fault.call << " failed: " << injector.failed());
  check_claim(claim, goal, heads(restorable), injector);
  climb(restorable, goal.engine, 6);
  CHECK(heads(restorable) == goal.heads());
  CHECK(restorable.dump() == after);
  CHECK(restorable.steps_done().size() == static_cast<std::size_t>(goal.engine) + 2);
  return true;
}

}  // namespace

TEST_CASE("a joint upgrade is all or nothing and tells the truth whichever call fails, and can be finished") {
  const auto restorable = restorable_database(GENERATE(from_range(backends())));
  // Also where the first catalog has nothing to do: in a server that differs too little to copy it so often.
  const Goal goal{GENERATE(std::int64_t{3}, std::int64_t{1})};
  if (restorable->dialect() != Dialect::sqlite && goal.engine == 1) return;
  climb(*restorable, 1, 5);
  restorable->remember();
  climb(*restorable, goal.engine, 6);
  const std::string after = restorable->dump();
  const auto fails = [&](const Fault& fault) { return happens(*restorable, goal, fault, after); };
  CHECK(fail_every_call(restorable->dialect(), lost_calls(), fails) >= 12);
}

}  // namespace rung::test
