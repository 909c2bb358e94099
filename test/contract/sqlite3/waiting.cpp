#include <atomic>
#include <thread>

#include <soci/soci.h>

#include <rung/observer.hpp>

#include "contract/sets.hpp"
#include "contract/sqlite3/file_place.hpp"

using namespace rung;
using namespace rung::test;
using Catch::Contains;

namespace {

/// Does something when a run begins to wait, on the run's own thread.
class WhenWaiting final : public Observer {
 public:
  explicit WhenWaiting(std::function<void()> function) : function_(std::move(function)) {}
  void waiting(std::string_view /*holder*/, std::chrono::milliseconds /*waited*/) override {
    ++calls;
    function_();
  }
  int calls = 0;

 private:
  std::function<void()> function_;
};

/// Does something when a step begins.
class AtStep final : public Observer {
 public:
  explicit AtStep(std::function<void()> function) : function_(std::move(function)) {}
  void step_started(const Step& /*step*/) override { function_(); }

 private:
  std::function<void()> function_;
};

/// Writes so much in a transaction that its cache spills, which locks readers out.
void spill(soci::session& session) {
  session << "pragma cache_size = 5";
  session << "begin immediate";
  session << "create table big as with recursive n(i) as (select 1 union all select i + 1 from n where i < "
             "20000) select i, i as j from n";
}

}  // namespace

TEST_CASE("a reader makes the commit busy, and the commit is tried again, not the run", "[sqlite3]") {
  FilePlace place;
  place.upgrade({tables(1, 1)});
  const auto reader = place.database().open();
  *reader << "begin";
  CHECK(number(*reader, "select count(*) from t1") == 1);

  WhenWaiting observer([&] { *reader << "commit"; });
  int calls = 0;
  UpgradeOptions options;
  options.observer = &observer;
  CHECK(place
            .upgrade({tables(1, 1) + routine(2,
                                             [&calls](soci::session& session) {
                                               ++calls;
                                               session << "insert into t1 values (2, 'two')";
                                             })},
                     options)
            .steps == 1);
  CHECK(observer.calls == 1);
  CHECK(calls == 1);
  CHECK(place.steps() == std::vector<std::string>{"up 1 done", "up 2 done"});
}

TEST_CASE("a reader that does not go away fails the commit, which leaves no transaction and no trace",
          "[sqlite3]") {
  FilePlace place;
  place.upgrade({tables(1, 1)});
  const auto reader = place.database().open();
  *reader << "begin";
  CHECK(number(*reader, "select count(*) from t1") == 1);
  place.with_session([](soci::session& session, Database& database) {
    UpgradeOptions options;
    options.lock_wait = std::chrono::milliseconds(5);
    const auto error = thrown<ExecutionError>([&] { Upgrader{database, {tables(1, 2)}, options}.run(); });
    CHECK(error.may_retry());
    CHECK(error.database_state().version() == Version{1});
    CHECK_THAT(error.what(), Contains("commit"));
    CHECK(sqlite3_get_autocommit(handle_of(session)) != 0);
  });
  *reader << "commit";
  CHECK(place.upgrade({tables(1, 2)}).steps == 1);
}

TEST_CASE("a boot read waits while a writer's cache has spilled", "[sqlite3]") {
  FilePlace place;
  place.upgrade({tables(1, 1)});
  const auto writer = place.database().open();
  spill(*writer);
  WhenWaiting observer([&] { *writer << "rollback"; });
  RunOptions options;
  options.observer = &observer;
  CHECK(place.check({tables(1, 1)}, options).standing == Standing::current);
  CHECK(observer.calls == 1);
}

TEST_CASE("a boot read that waits in vain says so", "[sqlite3]") {
  FilePlace place;
  place.upgrade({tables(1, 1)});
  const auto writer = place.database().open();
  spill(*writer);
  RunOptions options;
  options.lock_wait = std::chrono::milliseconds(5);
  const auto error = thrown<LockError>([&] { place.check({tables(1, 1)}, options); });
  CHECK(error.may_retry());
  CHECK_THAT(error.what(), Contains("--lock-wait"));
  *writer << "rollback";
}

TEST_CASE("a starter whose work is done meanwhile leaves without the lock", "[sqlite3]") {
  FilePlace place;
  place.upgrade({tables(1, 1)});
  place.execute_raw("pragma journal_mode = wal");
  const auto first = place.database().open();
  Database first_database = place.database().wrap(*first);
  auto other = std::make_unique<OtherRun>(place);
  std::unique_ptr<OtherRun> again;
  WhenWaiting observer([&] {
    other.reset();
    Upgrader{first_database, {tables(1, 2)}}.run();
    again = std::make_unique<OtherRun>(place);
  });
  UpgradeOptions options;
  options.observer = &observer;
  const Outcome outcome = place.upgrade({tables(1, 2)}, options);
  CHECK(outcome.steps == 0);
  CHECK(outcome.to == Version{2});
  CHECK(observer.calls == 1);
}

TEST_CASE("BUSY_SNAPSHOT cannot hurt: a run never upgrades a read transaction", "[sqlite3]") {
  FilePlace place;
  place.execute_raw("pragma journal_mode = wal");
  place.upgrade({tables(1, 1)});
  const auto writer = place.database().open();
  AtStep observer([&] { CHECK_THROWS(*writer << "insert into t1 values (5, 'five')"); });
  UpgradeOptions options;
  options.observer = &observer;
  CHECK(place.upgrade({tables(1, 3)}, options).steps == 2);
  CHECK(place.number("select count(*) from t1") == 1);
}

TEST_CASE("the session's busy handler stays the session's own", "[sqlite3]") {
  FilePlace place;
  place.with_session([&](soci::session& session, Database& database) {
    struct Handler {
      int calls = 0;
      static int call(void* self, int /*count*/) {
        ++static_cast<Handler*>(self)->calls;
        return 0;
      }
    } handler;
    sqlite3_busy_handler(handle_of(session), &Handler::call, &handler);
    Upgrader{database, {tables(1, 2)}}.run();
    const OtherRun other(place);
    handler.calls = 0;
    CHECK_THROWS(session << "insert into t1 values (7, 'seven')");
    CHECK(handler.calls == 1);
  });
}

TEST_CASE("the session's busy timeout stays as it is, whatever a script says", "[sqlite3]") {
  FilePlace place;
  const bool fails = GENERATE(false, true);
  place.with_session([&](soci::session& session, Database& database) {
    sqlite3_busy_timeout(handle_of(session), 1234);
    const MigrationSet set{
        script(1, std::string("pragma busy_timeout = 7;") + (fails ? "nonsense;" : ""), "")};
    if (fails) {
      CHECK_THROWS_AS(Upgrader(database, set).run(), ExecutionError);
    } else {
      Upgrader{database, set}.run();
    }
    CHECK(number(session, "pragma busy_timeout") == 1234);
  });
}

TEST_CASE("whether a transaction is still open is read back after an error", "[sqlite3]") {
  FilePlace place;
  const MigrationSet set{tables(1, 1) +
                         script(2,
                                "create table u(id integer primary key, name text); insert into u values (1, "
                                "'a');\ninsert or rollback into u values (1, 'b');",
                                "") +
                         tables(3, 3)};
  place.with_session([&](soci::session& session, Database& database) {
    const auto error = thrown<ExecutionError>([&] { Upgrader{database, set}.run(); });
    CHECK(error.step().statement == 3);
    CHECK(error.step().line == 2);
    CHECK(error.database_state().version() == Version::base());
    CHECK(sqlite3_get_autocommit(handle_of(session)) != 0);
  });
  CHECK(place.steps() == std::vector<std::string>{"up 2 failed"});
  CHECK(place.head() == Version::base());
}

namespace {

/// Takes the migration lock away as soon as a statement with this text has ended in the watched session for
/// the n-th time.
class LockAwayBehind {
 public:
  LockAwayBehind(Place& place, soci::session& session, std::string text, int times)
      : place_(&place), handle_(handle_of(session)), text_(std::move(text)), left_(times) {
    sqlite3_trace_v2(handle_, SQLITE_TRACE_PROFILE, &LockAwayBehind::on_end, this);
  }
  ~LockAwayBehind() { sqlite3_trace_v2(handle_, 0, nullptr, nullptr); }
  LockAwayBehind(const LockAwayBehind&) = delete;
  LockAwayBehind& operator=(const LockAwayBehind&) = delete;

 private:
  static int on_end(unsigned /*kind*/, void* self, void* statement, void* /*time*/) {
    auto* const watch = static_cast<LockAwayBehind*>(self);
    const std::string_view sql = sqlite3_sql(static_cast<sqlite3_stmt*>(statement));
    if (sql.find(watch->text_) == std::string_view::npos || --watch->left_ != 0) return 0;
    watch->other_ = std::make_unique<OtherRun>(*watch->place_);
    return 0;
  }

  Place* place_;
  sqlite3* handle_;
  std::string text_;
  int left_;
  std::unique_ptr<OtherRun> other_;
};

}  // namespace

TEST_CASE("a step outside a transaction that cannot be recorded is told as what it is", "[sqlite3]") {
  FilePlace place;
  place.upgrade({tables(1, 1)});
  const MigrationSet set{tables(1, 1) + script(2, place.database().outside_script(), "", Transaction::none)};
  // Behind its last statement, or when only the end of the step is left to be written.
  const auto [text, times] =
      GENERATE(table<std::string, int>({{"application_id = 62", 1}, {"set statements_done", 2}}));
  INFO(text);
  place.with_session([&, &text = text, times = times](soci::session& session, Database& database) {
    const LockAwayBehind watch(place, session, text, times);
    UpgradeOptions options;
    options.lock_wait = std::chrono::milliseconds(5);
    const auto error = thrown<Error>([&] { Upgrader{database, set, options}.run(); });
    CHECK(error.may_retry());
    CHECK(error.database_state().kind() == CatalogState::Kind::partly_applied);
    CHECK(error.database_state().version() == Version{1});
    CHECK(error.database_state().step() == Version{2});
    CHECK(error.database_state().statements_done() == 2);
  });
  CHECK(place.check(set).standing != Standing::current);
  CHECK(place.upgrade(set).to == Version{2});
  CHECK(place.check(set).standing == Standing::current);
}
