#include <fmt/format.h>
#include <soci/soci.h>

#include <rung/load_directory.hpp>
#include <rung/observer.hpp>

#include "contract/place.hpp"
#include "contract/sets.hpp"
#include "support/temporary_folder.hpp"

using namespace rung;
using namespace rung::test;
using Catch::Contains;
using Versions = std::vector<Version>;

namespace {

/// The fourth of six fails in its second statement, on the third line.
MigrationSet failing_at_4() {
  return {tables(1, 3) +
          script(4,
                 "create table t4(id integer, name text);\n\ninsert into t4 values (no_such_column, "
                 "'x');\ndrop table t4;",
                 "") +
          tables(5, 6)};
}

void commit_and_begin(soci::session& session) {
  session << "create table from_routine(id integer, name text)";
  session << "commit";
  session << "begin";
}

}  // namespace

TEST_CASE("a step that fails takes its whole run back, and says all that is known of it", "[failures]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade({tables(1, 1)}, as("v1"));
  const std::string before = place.image();
  const auto error = thrown<ExecutionError>([&] { place.upgrade(failing_at_4(), as("v6")); });

  CHECK(place.image() == before);
  CHECK(error.database_state().kind() == CatalogState::Kind::at_version);
  CHECK(error.database_state().version() == Version{1});
  CHECK_FALSE(error.may_retry());
  const FailedStep& step = error.step();
  CHECK(step.version == Version{4});
  CHECK(step.name == "step_4");
  CHECK(step.direction == Direction::up);
  CHECK(step.statement == 2);
  CHECK(step.statement_count == 3);
  CHECK(step.line == 3);
  CHECK_FALSE(step.code.empty());
  CHECK_THAT(step.cause, Contains("no_such_column"));
  CHECK(step.done.empty());
  CHECK(step.not_reached == Versions{2, 3, 5, 6});
  CHECK_THAT(error.what(), Contains("upgrade to 4 'step_4': statement 2 of 3 failed (line 3): "));
  CHECK_THAT(error.what(), Contains("at version 1"));
  CHECK_THAT(error.what(), Contains("Rolled back with it: the 2 steps of its transaction before it"));
}

TEST_CASE("a step from a file is told with its file and line, and the state comes before what to do",
          "[failures]") {
  RUNG_FOR_EACH_BACKEND(place);
  const TemporaryFolder folder;
  folder.write("0001_create_task.up.sql", "create table task(id integer primary key, name text);\n");
  folder.write("0001_create_task.down.sql", "drop table task;\n");
  folder.write("0002_seed.up.sql",
               "-- two rows\ninsert into task values (1, 'one');\n\ninsert into task values (1, 'again');\n");
  folder.write("0002_seed.down.sql", "");
  const auto error = thrown<ExecutionError>([&] { place.upgrade(load_directory(folder.name())); });
  CHECK_THAT(error.step().file, Catch::EndsWith("0002_seed.up.sql"));
  CHECK(error.step().line == 4);
  const std::string message = error.what();
  CHECK_THAT(message,
             Contains("upgrade to 2 'seed': statement 2 of 2 failed (" + error.step().file + ":4): "));
  const std::size_t state = message.find("\nstate: at base\n");
  REQUIRE(state != std::string::npos);
  CHECK(state < message.find("Mend the migration"));
}

TEST_CASE("a failed step is in the history, and the mended one is applied by the next run", "[failures]") {
  RUNG_FOR_EACH_BACKEND(place);
  CHECK_THROWS_AS(place.upgrade(failing_at_4(), as("v6")), ExecutionError);
  const auto history = place.history();
  REQUIRE(history.size() == 1);
  const LedgerEntry& failed = history.front();
  CHECK(failed.version == Version{4});
  CHECK(failed.outcome == StepOutcome::failed);
  CHECK(failed.release == "v6");
  CHECK(failed.statements_done == 0);
  CHECK(failed.statements_total == 3);
  CHECK(failed.cursor.empty());
  CHECK_FALSE(failed.finished.empty());
  CHECK_THAT(failed.error, Contains("no_such_column"));

  CHECK(place.check({tables(1, 6)}).standing == Standing::empty);
  CHECK(place.upgrade({tables(1, 6)}).steps == 6);
  CHECK(place.verify({tables(1, 6)}).empty());
}

TEST_CASE("with Grouping::step what is done stays done", "[failures]") {
  RUNG_FOR_EACH_BACKEND(place);
  UpgradeOptions options = as("v6");
  options.grouping = Grouping::step;
  const auto error = thrown<ExecutionError>([&] { place.upgrade(failing_at_4(), options); });

  CHECK(error.database_state().version() == Version{3});
  CHECK(error.step().done == Versions{1, 2, 3});
  CHECK(error.step().not_reached == Versions{5, 6});
  CHECK(place.head() == Version{3});
  CHECK(place.check({tables(1, 3)}).standing == Standing::current);
  CHECK(place.steps() == std::vector<std::string>{"up 1 done", "up 2 done", "up 3 done", "up 4 failed"});
}

TEST_CASE("a step of its own transaction leaves the segments before it", "[failures]") {
  RUNG_FOR_EACH_BACKEND(place);
  const MigrationSet set{tables(1, 2) +
                         script(3, "create table t3(id integer, name text); insert into nowhere values (1)",
                                "", Transaction::own) +
                         tables(4, 4)};
  const auto error = thrown<ExecutionError>([&] { place.upgrade(set); });
  CHECK(error.database_state().version() == Version{2});
  CHECK(error.step().done == Versions{1, 2});
  CHECK(place.head() == Version{2});

  const Plan plan = place.plan_upgrade({tables(1, 2) + script(3, "", "", Transaction::own) + tables(4, 5)},
                                       {}, Target::version(5));
  CHECK(plan.segments.size() == 2);
}

TEST_CASE("a down that fails because of the data leaves everything as it was", "[failures]") {
  RUNG_FOR_EACH_BACKEND(place);
  const MigrationSet set{
      script(1, "create table person(id integer primary key, name text)", "drop table person") +
      script(2, "create table seen(id integer primary key, name text)", "drop table seen") +
      script(3, "create table note(id integer, name text)",
             "drop table note;\n-- names were unique once\ncreate unique index person_name\n  on "
             "person(name);")};
  place.upgrade(set);
  place.execute("insert into person values (1, 'Ada'), (2, 'Ada')");
  const std::string before = place.image();
  const auto error = thrown<ExecutionError>([&] { place.downgrade(set, Target::version(1)); });

  CHECK(place.image() == before);
  CHECK(error.step().version == Version{3});
  CHECK(error.step().direction == Direction::down);
  CHECK(error.step().statement == 2);
  CHECK(error.step().line == 3);
  CHECK(error.database_state().version() == Version{3});
  CHECK_THAT(error.what(), Contains("downgrade from 3 'step_3': statement 2 of 2 failed (line 3)"));
  CHECK(place.check(set).standing == Standing::current);
  CHECK(place.steps().back() == "down 3 failed");
}

TEST_CASE("a routine that throws fails its step with its words", "[failures]") {
  RUNG_FOR_EACH_BACKEND(place);
  const MigrationSet set{tables(1, 1) + routine(2, [](soci::session& session) {
                           session << "insert into t1 values (2, 'two')";
                           throw std::runtime_error("the name is too long");
                         })};
  const auto error = thrown<ExecutionError>([&] { place.upgrade(set); });
  CHECK(error.step().cause == "the name is too long");
  CHECK(error.step().statement == 0);
  CHECK(place.head() == Version::base());
}

TEST_CASE("a routine works in the run's transaction, and may be called again after a rollback",
          "[failures]") {
  RUNG_FOR_EACH_BACKEND(place);
  int calls = 0;
  const auto count = [&calls](soci::session& session) {
    ++calls;
    session << "insert into t1 values (2, 'two')";
  };
  CHECK_THROWS_AS(place.upgrade({tables(1, 1) + routine(2, count) + broken(3)}), ExecutionError);
  CHECK(place.upgrade({tables(1, 1) + routine(2, count)}).steps == 2);
  CHECK(calls == 2);
  CHECK(place.number("select count(*) from t1") == 2);
}

TEST_CASE("a routine that ends the transaction is found out, and nothing behind it runs",
          "[failures][semantics-m]") {
  RUNG_FOR_EACH_BACKEND(place);
  const MigrationSet set{tables(1, 1) + routine(2, commit_and_begin) + tables(3, 3)};
  const auto error = thrown<ExecutionError>([&] { place.upgrade(set); });

  CHECK_THAT(error.what(), Contains("routine_2/1") && Contains("transaction"));
  CHECK(error.database_state().kind() == CatalogState::Kind::partly_applied);
  CHECK(error.database_state().version() == Version{1});
  CHECK(error.database_state().step() == Version{2});
  CHECK(place.head() == Version{1});
  CHECK(place.number("select count(*) from from_routine") == 0);
  CHECK_THAT(place.image(), !Contains("t3"));
  CHECK(place.check(set).standing == Standing::interrupted);

  CHECK(thrown<LedgerError>([&] { place.upgrade(set); }).kind() == LedgerError::Kind::interrupted);
  place.execute("drop table from_routine");
  const MigrationSet mended{tables(1, 1) + routine(2, [](soci::session&) {}) + tables(3, 3)};
  place.repair(mended, {2});
  CHECK(place.upgrade(mended).to == Version{3});
  CHECK(place.verify(mended).empty());
}

TEST_CASE("a routine that commits and then throws is found out, too", "[failures][semantics-m]") {
  RUNG_FOR_EACH_BACKEND(place);
  const MigrationSet set{tables(1, 1) + routine(2, [](soci::session& session) {
                           commit_and_begin(session);
                           throw std::runtime_error("and then it failed");
                         })};
  const auto error = thrown<ExecutionError>([&] { place.upgrade(set); });
  CHECK_THAT(error.step().cause, Contains("and then it failed"));
  CHECK(error.database_state().kind() == CatalogState::Kind::partly_applied);
  CHECK(place.head() == Version{1});
  CHECK(place.number("select count(*) from t1") == 1);
  CHECK(place.check(set).standing == Standing::interrupted);
}

TEST_CASE("a routine that rolls back and then throws leaves a catalog that is untouched",
          "[failures][semantics-m]") {
  RUNG_FOR_EACH_BACKEND(place);
  const MigrationSet set{tables(1, 1) + routine(2, [](soci::session& session) {
                           session << "rollback";
                           throw std::runtime_error("it gave up");
                         })};
  const auto error = thrown<ExecutionError>([&] { place.upgrade(set); });
  CHECK_THAT(error.step().cause, Contains("it gave up"));
  CHECK(place.head() == Version::base());
  CHECK_THAT(place.image(), !Contains("t1"));
}

TEST_CASE("what an observer throws does not disturb the run", "[failures]") {
  RUNG_FOR_EACH_BACKEND(place);
  struct Broken final : Observer {
    void run_started(const RunInfo&) override { fail(); }
    void plan_made(const Plan&) override { fail(); }
    void segment_started(const Plan&, const Segment&) override { fail(); }
    void step_started(const Step&) override { fail(); }
    void statement_done(const Step&, const StepProgress&) override { fail(); }
    void run_done(const Outcome&) override { fail(); }
    void step_done(const Step&, std::chrono::milliseconds) override { fail(); }
    void fail() {
      ++calls;
      throw std::runtime_error("the log is full");
    }
    int calls = 0;
  } observer;
  UpgradeOptions options;
  options.observer = &observer;
  CHECK(place.upgrade({tables(1, 3)}, options).steps == 3);
  CHECK(observer.calls == 1 + 1 + 1 + 3 * 4 + 1);
}
