#include <catch2/catch.hpp>

#include <rung/error.hpp>
#include <rung/repair.hpp>
#include <rung/upgrader.hpp>

#include "fault/disturbance.hpp"
#include "fault/faults.hpp"
#include "fault/open_session.hpp"
#include "port/ports.hpp"

namespace rung::test {
namespace {

/// What the step outside a transaction does: twice the same in other words, and what the database refuses.
struct Words {
  std::string first;
  std::string first_edited;
  std::string second;
  std::string refused;
  std::string undo;
};

Words words_of(Dialect dialect) {
  if (dialect != Dialect::postgresql) {
    return {"pragma user_version = 2", "pragma user_version = 02", "pragma application_id = 2",
            "detach nowhere", "pragma user_version = 0"};
  }
  return {"create index concurrently task_1 on task (id)",
          "create index concurrently task_1 on task (id asc)",
          "create index concurrently task_2 on task (id)",
          "create index concurrently task_2 on task (nothing)", "drop index concurrently task_1"};
}

MigrationSet with_outside(const std::string& first, const std::string& second, const std::string& undo) {
  return MigrationSet{{
      {1, "create_task", Script{"create table task (id integer primary key)"}, Script{"drop table task"}},
      {2, "outside", Script{first + ";" + second, Transaction::none}, Script{undo, Transaction::none}},
  }};
}
MigrationSet failing(Dialect dialect) {
  const Words words = words_of(dialect);
  return with_outside(words.first, words.refused, words.undo);
}
MigrationSet edited(Dialect dialect) {
  const Words words = words_of(dialect);
  return with_outside(words.first_edited, words.second, words.undo);
}

void leave_half_done(RestorableDatabase& restorable) {
  const OpenSession open(restorable);
  Database database = open.database();
  Upgrader upgrader(database, failing(restorable.dialect()));
  REQUIRE_THROWS_AS(upgrader.run(), ExecutionError);
}

/// A step outside a transaction, in whose first statement the connection is lost: its row still says
/// `running`.
void leave_running(RestorableDatabase& restorable) {
  const std::string statement = "statement " + words_of(restorable.dialect()).first_edited;
  restorable.remember();
  for (std::size_t call = 1;; ++call) {
    restorable.go_back();
    const OpenSession open(restorable);
    FaultInjector injector(
        {call, Fault::Effect::none, Fault::Connection::dies, Failure::Kind::connection_lost});
    Database database = with_faults(open.database(), injector);
    try {
      static_cast<void>(Upgrader(database, edited(restorable.dialect())).run());
    } catch (const Error&) {
      if (injector.failed().rfind(statement, 0) == 0) return;
    }
    REQUIRE(injector.happened());
  }
}

Dialect dialect_of(Database& database) { return database.ports().dialect().name; }

void finish(Database& database, const std::vector<Version>& accept) {
  try {
    repair(database, edited(dialect_of(database)), accept);
  } catch (const PlanError& error) {
    // The answer was lost, not the work: there is nothing left to accept.
    CHECK(error.kind() == PlanError::Kind::not_accepted);
  }
}

void disturb_repair(const std::function<void(RestorableDatabase&)>& prepare,
                    const std::vector<Version>& accept) {
  const auto backend = GENERATE(from_range(backends()));
  const auto work = [&](Database& database) { repair(database, edited(dialect_of(database)), accept); };
  const auto again = [&](Database& database) { finish(database, accept); };
  const Job job{backend, prepare, work, again, Job::Steps::once, Job::Commit::unproven};
  CHECK(disturb_every_call(job, lost_calls()) > 4);
}

}  // namespace

TEST_CASE("accepting an edited half-done step tells the truth whichever call fails, and can be done again") {
  disturb_repair(leave_half_done, {2});
}

TEST_CASE("settling a cut-off run tells the truth whichever call fails, and can be done again") {
  disturb_repair(leave_running, {});
}

}  // namespace rung::test
