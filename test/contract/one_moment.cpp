#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "contract/place.hpp"
#include "contract/sets.hpp"
#include "support/fault.hpp"

// Row and history are two statements, and others commit between two statements.

using namespace rung;        // NOLINT(google-build-using-namespace): a test of many of its names
using namespace rung::test;  // NOLINT(google-build-using-namespace): see above

namespace {

const std::vector<std::string> nothing;

/// Calls `look` in a database at 1, on each backend, once for each of its calls of that: just before that one
/// others do what they do.
void beside(const std::function<void(Place&)>& others, const std::function<void(Place&, Database&)>& look) {
  const std::string backend = GENERATE(from_range(backends()));
  INFO("backend: " << backend);
  std::size_t calls = 0;
  for (std::size_t call = 1; call <= calls + 1; ++call) {
    Place place(backend);
    place.upgrade({tables(1, 1)});
    Fault fault;
    fault.call = call;
    FaultInjector injector(fault);
    injector.meanwhile = [&] {
      try {
        others(place);
      } catch (const Error&) {  // NOLINT(bugprone-empty-catch): `look` is a run: it has the lock, or a hold
      }
    };
    const auto session = place.database().open();
    Database database = with_faults(place.database().wrap(*session), injector);
    INFO("the others came before call " << call);
    look(place, database);
    calls = std::max(calls, injector.calls());
  }
  CHECK(calls > 1);
}

/// The same beside a program that migrates to 3.
void while_others_migrate(const std::function<void(Database&)>& look) {
  beside([](Place& place) { place.upgrade({tables(1, 3)}, as("another")); },
         [&](Place& place, Database& database) {
           look(database);
           CHECK(place.verify({tables(1, 3)}) == nothing);
         });
}

}  // namespace

TEST_CASE("a report is of one moment, whatever others commit meanwhile", "[check]") {
  while_others_migrate([](Database& database) {
    const StatusReport found = report(database, {tables(1, 3)});
    const bool is_before = found.status.version == Version{1};
    CHECK((is_before || found.status.version == Version{3}));
    CHECK(found.status.standing == (is_before ? Standing::behind : Standing::current));
    CHECK(found.applied == (is_before ? 1U : 3U));
    CHECK(found.pending.size() == (is_before ? 2U : 0U));
  });
}

TEST_CASE("a report is of one moment beside a step that is left half-done", "[check]") {
  const MigrationSet ours{tables(1, 1), {{"v0", Version::base()}}};
  const MigrationSet theirs{tables(1, 1) +
                            script(2, "create table half(n int); insert into no_such_table values (1)",
                                   "drop table half", Transaction::none)};
  beside([&](Place& place) { place.upgrade(theirs, as("another")); },
         [&](Place&, Database& database) {
           const StatusReport found = report(database, ours);
           const bool is_before = found.status.standing == Standing::current;
           CHECK((is_before || found.status.standing == Standing::interrupted));
           CHECK(found.targets.at(0).reachable == is_before);
         });
}

TEST_CASE("a check is of one moment, whatever others commit meanwhile", "[check]") {
  while_others_migrate([](Database& database) {
    const Status status = check(database, {tables(1, 3)});
    CHECK(status.standing == (status.version == Version{1} ? Standing::behind : Standing::current));
  });
}

TEST_CASE("nobody's edit is found where others commit meanwhile", "[verify]") {
  while_others_migrate([](Database& database) { CHECK(verify(database, {tables(1, 3)}) == nothing); });
}

TEST_CASE("a plan is of one moment, whatever others commit meanwhile", "[plan]") {
  while_others_migrate([](Database& database) {
    const Plan plan = Upgrader(database, {tables(1, 3)}).plan();
    CHECK(plan.steps.size() == (plan.from == Version{1} ? 2U : 0U));
  });
}

TEST_CASE("an upgrade does what is left to do, whatever others commit meanwhile", "[upgrade]") {
  while_others_migrate([](Database& database) {
    const Outcome outcome = Upgrader(database, {tables(1, 3)}).run();
    CHECK(outcome.to == Version{3});
    CHECK(outcome.steps == (outcome.from == Version{1} ? 2U : 0U));
  });
}

TEST_CASE("a downgrade goes back from where it finds the database, whatever others commit meanwhile",
          "[downgrade]") {
  while_others_migrate([](Database& database) {
    DowngradeOptions options;
    options.from = StartingPoint::any_known;
    const Outcome outcome = Downgrader(database, {tables(1, 3)}, options).run(Target::base());
    CHECK(outcome.to == Version::base());
    CHECK(outcome.steps == (outcome.from == Version{1} ? 1U : 3U));
  });
}
