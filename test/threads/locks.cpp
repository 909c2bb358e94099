#include <algorithm>
#include <array>
#include <atomic>
#include <memory>
#include <thread>
#include <utility>

#include <rung/joint_upgrader.hpp>
#include <rung/observer.hpp>

#include "contract/place.hpp"
#include "contract/sets.hpp"
#include "port/ports.hpp"

using namespace rung;
using namespace rung::test;
using Catch::Contains;

namespace {

constexpr std::size_t starters = 50;

/// Calls `function` in many threads, each with its number. They begin together.
void at_once(const std::function<void(std::size_t)>& function) {
  std::atomic<std::size_t> ready{0};
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < starters; ++i) {
    threads.emplace_back([&, i] {
      ++ready;
      while (ready.load() < starters) std::this_thread::yield();
      function(i);
    });
  }
  for (std::thread& thread : threads) thread.join();
}

/// What became of a program that started.
enum class End { done, step_failed, locked_out, other };

End boot(Place& place, const MigrationSet& set) {
  try {
    place.upgrade(set);
    return End::done;
  } catch (const ExecutionError& error) {
    return error.step().version == Version{17} ? End::step_failed : End::other;
  } catch (const LockError&) {
    return End::locked_out;
  } catch (const std::exception&) {
    return End::other;
  }
}

}  // namespace

TEST_CASE("whoever waits longer than lock_wait is told who is in the way, and may try again", "[locks]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade({tables(1, 1)});
  const std::string before = place.image();
  {
    const OtherRun other(place);
    UpgradeOptions options;
    options.lock_wait = std::chrono::milliseconds(200);
    const auto error = thrown<LockError>([&] { place.upgrade({tables(1, 2)}, options); });
    CHECK(error.may_retry());
    CHECK(error.waited() >= std::chrono::milliseconds(20));
    CHECK_FALSE(error.holder().empty());
    CHECK(error.database_state().kind() == CatalogState::Kind::untouched);
    CHECK_THAT(error.what(), Contains(error.holder()) && Contains("--lock-wait"));
    CHECK_THROWS_AS(place.downgrade({tables(1, 1)}, Target::base(), down_as("")), LockError);
    CHECK_THROWS_AS(place.redo({tables(1, 1)}, 1, down_as("")), LockError);
  }
  CHECK(place.image() == before);
  CHECK(place.upgrade({tables(1, 2)}).steps == 1);
}

TEST_CASE("a lock_wait of nothing tries once", "[locks]") {
  RUNG_FOR_EACH_BACKEND(place);
  const OtherRun other(place);
  const auto error = thrown<LockError>([&] { place.upgrade({tables(1, 1)}, as("")); });
  CHECK(error.waited() == std::chrono::milliseconds(0));
}

TEST_CASE("an observer hears of the waiting", "[locks]") {
  RUNG_FOR_EACH_BACKEND(place);
  struct Listener final : Observer {
    void waiting(std::string_view holder, std::chrono::milliseconds) override { heard = holder; }
    std::string heard;
  } observer;
  const OtherRun other(place);
  UpgradeOptions options;
  options.observer = &observer;
  options.lock_wait = std::chrono::milliseconds(200);
  CHECK_THROWS_AS(place.upgrade({tables(1, 1)}, options), LockError);
  CHECK_FALSE(observer.heard.empty());
}

TEST_CASE("fifty starters on an empty database apply each step once", "[locks][semantics-f]") {
  RUNG_FOR_EACH_BACKEND(place);
  const MigrationSet set{tables(1, 20)};
  std::array<End, starters> ends{};
  at_once([&](std::size_t i) { ends.at(i) = boot(place, set); });
  CHECK(std::count(ends.begin(), ends.end(), End::done) == starters);
  CHECK(place.history().size() == 20);
  CHECK(place.check(set).standing == Standing::current);
  CHECK(place.verify(set).empty());
}

TEST_CASE("fifty starters of several catalogs apply each step once", "[locks][together]") {
  RUNG_FOR_EACH_BACKEND(place);
  const std::vector<JointUpgrader::Catalog> catalogs{
      {"main", {tables(1, 10)}}, {"plugin", {tables(11, 20)}}, {"idle", {}}};
  std::atomic<std::size_t> steps{0};
  std::atomic<int> failures{0};
  at_once([&](std::size_t) {
    try {
      place.with_session([&](soci::session&, Database& database) {
        for (const Outcome& outcome : JointUpgrader(database, catalogs).run()) steps += outcome.steps;
      });
    } catch (const std::exception&) {
      ++failures;
    }
  });
  CHECK(failures == 0);
  CHECK(steps == 20);
  CHECK(place.number("select count(*) from rung_ledger") == 20);
}

TEST_CASE("who waits for a joint upgrade goes on without the lock once all of its catalogs are done",
          "[locks][together]") {
  RUNG_FOR_EACH_BACKEND(place);
  const std::vector<JointUpgrader::Catalog> catalogs{{"main", {tables(1, 1)}}, {"plugin", {tables(2, 2)}}};
  place.upgrade(catalogs[0].set);
  LedgerOptions plugin;
  plugin.catalog = "plugin";
  struct PluginDoneMeanwhile final : Observer {
    std::function<void()> act;
    void waiting(std::string_view, std::chrono::milliseconds) override {
      if (act) std::exchange(act, nullptr)();
    }
  } observer;
  UpgradeOptions options;
  options.observer = &observer;
  auto other = std::make_unique<OtherRun>(place);
  // Another run gets in between, and its lock is held by a third one while this one looks again.
  observer.act = [&] {
    other.reset();
    UpgradeOptions in_plugin;
    in_plugin.ledger = plugin;
    place.upgrade(catalogs[1].set, in_plugin);
    other = std::make_unique<OtherRun>(place);
  };
  place.with_session([&](soci::session&, Database& database) {
    const auto outcomes = JointUpgrader(database, catalogs, options).run();
    CHECK(outcomes[0].to == Version{1});
    CHECK(outcomes[1].to == Version{2});
    CHECK(outcomes[1].steps == 0);
  });
}

TEST_CASE("fifty starters with a step that fails do no damage", "[locks][semantics-n]") {
  RUNG_FOR_EACH_BACKEND(place);
  const MigrationSet set{tables(1, 16) + broken(17) + tables(18, 20)};
  std::array<End, starters> ends{};
  at_once([&](std::size_t i) { ends.at(i) = boot(place, set); });
  CHECK(std::count(ends.begin(), ends.end(), End::done) == 0);
  CHECK(std::count(ends.begin(), ends.end(), End::other) == 0);
  CHECK(std::count(ends.begin(), ends.end(), End::step_failed) >= 1);
  const auto history = place.history();
  CHECK(history.size() <= starters);
  for (const LedgerEntry& entry : history) CHECK(entry.outcome == StepOutcome::failed);
  CHECK(place.head() == Version::base());
  CHECK(place.upgrade({tables(1, 20)}).steps == 20);
}

TEST_CASE("fifty starters that commit each step apply each step once", "[locks][semantics-f]") {
  RUNG_FOR_EACH_BACKEND(place);
  const MigrationSet set{tables(1, 20)};
  UpgradeOptions options;
  options.grouping = Grouping::step;
  std::atomic<std::size_t> steps{0};
  std::atomic<int> failures{0};
  at_once([&](std::size_t) {
    try {
      steps += place.upgrade(set, options).steps;
    } catch (const std::exception&) {
      ++failures;
    }
  });
  CHECK(failures == 0);
  CHECK(steps == 20);
  CHECK(place.history().size() == 20);
  CHECK(place.check(set).standing == Standing::current);
}

TEST_CASE("a run is cancelled from another thread, and rolls back", "[locks]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade({tables(1, 1)});
  const std::string before = place.image();
  const MigrationSet endless{
      tables(1, 2) +
      script(3,
             "create table big as with recursive n(i) as (select 1 union all select i + 1 from n) "
             "select i, i as j from n",
             "")};
  struct Canceller final : Observer {
    void step_started(const Step& step) override {
      if (step.version == Version{3})
        thread = std::thread([this] {
          // Until the statement is under way there is nothing to interrupt, so it is asked for more than
          // once.
          while (!over.load()) database->cancel();
        });
    }
    ~Canceller() override {
      over = true;
      if (thread.joinable()) thread.join();
    }
    Database* database = nullptr;
    std::atomic<bool> over{false};
    std::thread thread;
  };
  place.with_session([&](soci::session&, Database& database) {
    Canceller observer;
    observer.database = &database;
    UpgradeOptions options;
    options.observer = &observer;
    const auto error = thrown<ExecutionError>([&] { Upgrader{database, endless, options}.run(); });
    CHECK(error.step().version == Version{3});
    CHECK(error.may_retry());
    CHECK(error.database_state().version() == Version{1});
  });
  CHECK(place.image() == before);
  CHECK(place.head() == Version{1});
}

TEST_CASE("what is committed stays so, whether the next transaction can be begun or not", "[locks]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.execute("create table t (n integer)");
  place.with_session([&](soci::session&, Database& database) {
    Ports& ports = database.ports();
    const auto end_and_begin = [&](std::string_view read) {
      REQUIRE(ports.locker().try_begin("t", {"select 1", {}}).result == Locker::Attempt::Result::locked);
      Ending ending;
      ending.statements.add("insert into t values (1)");
      const auto attempt = ports.locker().end_and_begin(ending, "t", {read, {}});
      CHECK(ending.done == 1);
      CHECK(ending.committed);
      CHECK(ports.executor().in_transaction() == attempt.has_value());
      ports.executor().rollback();
      return attempt;
    };
    CHECK(end_and_begin("select 2")->rows == Rows{Row{"2"}});
    CHECK_FALSE(end_and_begin("select n from nowhere"));
  });
  CHECK(place.number("select count(*) from t") == 2);
}

TEST_CASE("waiting is cancelled, too, and a later run is not", "[locks]") {
  RUNG_FOR_EACH_BACKEND(place);
  struct Canceller final : Observer {
    void waiting(std::string_view, std::chrono::milliseconds) override { database->cancel(); }
    Database* database = nullptr;
  } observer;
  place.with_session([&](soci::session&, Database& database) {
    observer.database = &database;
    UpgradeOptions options;
    options.observer = &observer;
    {
      const OtherRun other(place);
      const auto error =
          thrown<LockError>([&] { Upgrader(database, MigrationSet{tables(1, 1)}, options).run(); });
      CHECK_THAT(error.what(), Contains("It was cancelled: run again to go on"));
    }
    CHECK(Upgrader{database, MigrationSet{tables(1, 1)}}.run().steps == 1);
  });
}
