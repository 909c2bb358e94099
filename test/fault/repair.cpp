#include <boost/filesystem.hpp>
#include <catch2/catch.hpp>

#include <rung/error.hpp>
#include <rung/repair.hpp>
#include <rung/upgrader.hpp>

#include "fault/disturbance.hpp"
#include "fault/faults.hpp"
#include "fault/open_file.hpp"

namespace rung::test {
namespace {

/// A step outside a transaction, whose second statement the database refuses; and the same, mended at both.
MigrationSet numbered(const std::string& first, const std::string& second) {
  return MigrationSet{{
      {1, "create_task", Script{"create table task (id integer primary key)"}, Script{"drop table task"}},
      {2, "number_file", Script{first + ";" + second, Transaction::none},
       Script{"pragma user_version = 0", Transaction::none}},
  }};
}
MigrationSet edited() { return numbered("pragma user_version = 02", "pragma application_id = 2"); }

void leave_half_done(const std::string& file) {
  const OpenFile open(file);
  Database database = open.database();
  Upgrader upgrader(database, numbered("pragma user_version = 2", "detach nowhere"));
  REQUIRE_THROWS_AS(upgrader.run(), ExecutionError);
}

/// A step outside a transaction, in whose first statement the connection is lost: its row still says
/// `running`.
void leave_running(const std::string& file) {
  for (std::size_t call = 1;; ++call) {
    boost::filesystem::remove(file);
    const OpenFile open(file);
    FaultInjector injector(
        {call, Fault::Effect::none, Fault::Connection::dies, Failure::Kind::connection_lost});
    Database database = with_faults(open.database(), injector);
    try {
      static_cast<void>(Upgrader(database, edited()).run());
    } catch (const Error&) {
      if (injector.failed().rfind("statement pragma user_version", 0) == 0) return;
    }
    REQUIRE(injector.happened());
  }
}

void finish(Database& database, const std::vector<Version>& accept) {
  try {
    repair(database, edited(), accept);
  } catch (const PlanError& error) {
    // The answer was lost, not the work: there is nothing left to accept.
    CHECK(error.kind() == PlanError::Kind::not_accepted);
  }
}

void disturb_repair(const std::function<void(const std::string&)>& prepare,
                    const std::vector<Version>& accept) {
  const auto work = [&](Database& database) { repair(database, edited(), accept); };
  const auto again = [&](Database& database) { finish(database, accept); };
  for (const Fault& fault : lost_calls()) {
    INFO("effect " << static_cast<int>(fault.effect) << ", connection "
                   << static_cast<int>(fault.connection));
    CHECK(disturb_every_call({prepare, work, again, Job::Steps::once, Job::Commit::unproven}, fault) > 4);
  }
}

}  // namespace

TEST_CASE("accepting an edited half-done step tells the truth whichever call fails, and can be done again") {
  disturb_repair(leave_half_done, {2});
}

TEST_CASE("settling a cut-off run tells the truth whichever call fails, and can be done again") {
  disturb_repair(leave_running, {});
}

}  // namespace rung::test
