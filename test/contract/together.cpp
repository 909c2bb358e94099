#include <fmt/format.h>
#include <soci/soci.h>

#include <rung/joint_upgrader.hpp>
#include <rung/observer.hpp>

#include "contract/place.hpp"
#include "contract/sets.hpp"
#include "support/sudden_death.hpp"

using namespace rung;
using namespace rung::test;
using Catch::Contains;

namespace {

using Catalogs = std::vector<JointUpgrader::Catalog>;
using Lines = std::vector<std::string>;
using Versions = std::vector<Version>;

LedgerOptions in(const std::string& catalog) {
  LedgerOptions ledger;
  ledger.catalog = catalog;
  return ledger;
}

Catalogs engine_and_plugin(const Migrations& engine, const Migrations& plugin) {
  return {{"main", {engine}}, {"plugin", {plugin}}};
}

std::vector<Outcome> upgrade(Place& place, const Catalogs& catalogs, const UpgradeOptions& options = {}) {
  std::vector<Outcome> outcomes;
  place.with_session([&](soci::session&, Database& database) {
    outcomes = JointUpgrader(database, catalogs, options).run();
  });
  return outcomes;
}

std::vector<Plan> plan(Place& place, const Catalogs& catalogs) {
  std::vector<Plan> plans;
  place.with_session(
      [&](soci::session&, Database& database) { plans = JointUpgrader(database, catalogs).plan(); });
  return plans;
}

PlanError refused(Place& place, const Catalogs& catalogs, const UpgradeOptions& options = {}) {
  return refusal(place, [&] { upgrade(place, catalogs, options); });
}

Version head_of(Place& place, const std::string& catalog) {
  RunOptions options;
  options.ledger = in(catalog);
  return place.check({}, options).version;
}

}  // namespace

TEST_CASE("catalogs go up together, each by its own migrations and with its own history", "[together]") {
  RUNG_FOR_EACH_BACKEND(place);
  const auto outcomes = upgrade(place, engine_and_plugin(tables(1, 3), plugin_tables(1, 2)));
  REQUIRE(outcomes.size() == 2);
  CHECK(outcomes[0].to == Version{3});
  CHECK(outcomes[0].steps == 3);
  CHECK(outcomes[1].to == Version{2});
  CHECK(outcomes[1].steps == 2);
  CHECK(outcomes[1].state.version() == Version{2});
  CHECK(place.steps(in("main")) == Lines{"up 1 done", "up 2 done", "up 3 done"});
  CHECK(place.steps(in("plugin")) == Lines{"up 1 done", "up 2 done"});

  SECTION("the rows of both say which run it was") {
    CHECK(place.number("select count(distinct run) from rung_ledger") == 1);
  }
  SECTION("with nothing to do nothing is done") {
    const std::string before = place.image();
    for (const Outcome& outcome : upgrade(place, engine_and_plugin(tables(1, 3), plugin_tables(1, 2))))
      CHECK(outcome.steps == 0);
    CHECK(place.image() == before);
  }
  SECTION("one that has nothing to do lets the others go on") {
    const auto further = upgrade(place, engine_and_plugin(tables(1, 3), plugin_tables(1, 4)));
    CHECK(further[0].steps == 0);
    CHECK(further[0].to == Version{3});
    CHECK(further[1].from == Version{2});
    CHECK(further[1].to == Version{4});
    CHECK(place.steps(in("main")).size() == 3);
  }
  SECTION("each goes back by itself") {
    DowngradeOptions options;
    options.ledger = in("plugin");
    CHECK(place.plan_downgrade({plugin_tables(1, 2)}, Target::base(), options).catalog == "plugin");
    place.downgrade({plugin_tables(1, 2)}, Target::base(), options);
    CHECK(head_of(place, "plugin").is_base());
    CHECK(head_of(place, "main") == Version{3});
  }
}

TEST_CASE("without catalogs nothing happens", "[together]") {
  RUNG_FOR_EACH_BACKEND(place);
  const std::string before = place.image();
  CHECK(upgrade(place, {}).empty());
  CHECK(place.image() == before);
}

TEST_CASE("the plans of a joint upgrade are made without touching anything", "[together]") {
  RUNG_FOR_EACH_BACKEND(place);
  const std::string before = place.image();
  const auto plans = plan(place, engine_and_plugin(tables(1, 3), plugin_tables(1, 2)));
  REQUIRE(plans.size() == 2);
  CHECK(plans[0].catalog == "main");
  CHECK(plans[0].steps.size() == 3);
  CHECK(plans[1].catalog == "plugin");
  CHECK(plans[1].steps.size() == 2);
  CHECK(place.image() == before);
}

TEST_CASE("a step that fails takes all catalogs back, and says whose it is", "[together][failures]") {
  RUNG_FOR_EACH_BACKEND(place);
  upgrade(place, engine_and_plugin(tables(1, 1), plugin_tables(1, 1)));
  const std::string before = place.image();
  const auto error = thrown<ExecutionError>([&] {
    upgrade(place, engine_and_plugin(tables(1, 3), plugin_tables(1, 2) + broken(3) + plugin_tables(4, 4)));
  });
  CHECK(place.image() == before);
  CHECK(error.step().catalog == "plugin");
  CHECK(error.step().version == Version{3});
  CHECK(error.step().not_reached == Versions{2, 4});
  CHECK(error.database_state().version() == Version{1});
  CHECK_THAT(error.what(), Contains("upgrade of catalog 'plugin' to 3"));
  CHECK_THAT(error.what(), Contains("Rolled back with it: the 3 steps of its transaction before it"));
  CHECK(place.steps(in("plugin")) == Lines{"up 1 done", "up 3 failed"});
  CHECK(place.steps(in("main")) == Lines{"up 1 done"});
  CHECK(head_of(place, "main") == Version{1});

  const auto mended = upgrade(place, engine_and_plugin(tables(1, 3), plugin_tables(1, 4)));
  CHECK(mended[0].steps == 2);
  CHECK(mended[1].steps == 3);
}

TEST_CASE("the first catalog's failure leaves the ledger of the second without a row",
          "[together][failures]") {
  RUNG_FOR_EACH_BACKEND(place);
  CHECK_THROWS_AS(upgrade(place, engine_and_plugin(broken(1), plugin_tables(1, 1))), ExecutionError);
  CHECK(place.steps(in("main")) == Lines{"up 1 failed"});
  CHECK(place.steps(in("plugin")).empty());
}

TEST_CASE("a later catalog may build on one before it", "[together]") {
  RUNG_FOR_EACH_BACKEND(place);
  upgrade(place, engine_and_plugin(tables(1, 1), script(1, "insert into t1 values (7, 'plugin')", "")));
  CHECK(place.number("select count(*) from t1") == 2);
}

TEST_CASE("a routine of one catalog that ends the transaction is recorded, and so are the steps before it",
          "[together][failures]") {
  RUNG_FOR_EACH_BACKEND(place);
  const auto commit_and_begin = [](soci::session& session) {
    session << "commit";
    session << "begin";
  };
  const Catalogs catalogs{{"main", {tables(1, 2)}},
                          {"plugin", {plugin_tables(1, 1) + routine(2, commit_and_begin)}},
                          {"last", {tables(7, 7)}}};
  const auto error = thrown<ExecutionError>([&] { upgrade(place, catalogs); });
  CHECK(error.step().catalog == "plugin");
  CHECK(error.database_state().kind() == CatalogState::Kind::partly_applied);
  CHECK(place.steps(in("main")) == Lines{"up 1 done", "up 2 done"});
  CHECK(place.steps(in("plugin")) == Lines{"up 1 done", "up 2 failed"});
  CHECK(place.steps(in("last")).empty());
  CHECK_THAT(place.image(), !Contains("t7"));

  CHECK(place.check({tables(1, 2)}).standing == Standing::current);
  CHECK(place.verify({tables(1, 2)}).empty());
  CHECK(thrown<LedgerError>([&] { upgrade(place, catalogs); }).kind() == LedgerError::Kind::interrupted);
}

TEST_CASE("what cannot commit in one transaction is not upgraded together", "[together][refusals]") {
  RUNG_FOR_EACH_BACKEND(place);
  upgrade(place, engine_and_plugin(tables(1, 1), plugin_tables(1, 1)));
  const auto with_own = engine_and_plugin(
      tables(1, 2), plugin_tables(1, 2) + script(3, "create table own (n int)", "", Transaction::own));
  const PlanError error = refused(place, with_own);
  CHECK(error.kind() == PlanError::Kind::not_together);
  CHECK(error.versions() == Versions{3});
  CHECK_THAT(error.what(), Contains("step 3 'step_3' of catalog 'plugin'") && Contains("by itself"));
  place.with_session([&](soci::session&, Database& database) {
    JointUpgrader upgrader(database, with_own);
    CHECK(thrown<PlanError>([&] { static_cast<void>(upgrader.plan()); }).kind() ==
          PlanError::Kind::not_together);
  });

  const auto outside = script(2, "vacuum", "", Transaction::none);
  CHECK(refused(place, engine_and_plugin(tables(1, 1) + outside, plugin_tables(1, 2))).kind() ==
        PlanError::Kind::not_together);

  SECTION("a catalog alone keeps the promise, too") {
    CHECK(refused(place, {{"main", {tables(1, 1) + outside}}}).kind() == PlanError::Kind::not_together);
  }
  SECTION("what the message says to do works") {
    UpgradeOptions options;
    options.ledger = in("plugin");
    place.upgrade(with_own[1].set, options, Target::version(3));
    CHECK(upgrade(place, with_own)[0].steps == 1);
  }
}

TEST_CASE("a catalog that is named twice, and a transaction a step, are refused", "[together][refusals]") {
  RUNG_FOR_EACH_BACKEND(place);
  const PlanError twice = refused(place, {{"main", {tables(1, 1)}}, {"main", {tables(1, 1)}}});
  CHECK(twice.kind() == PlanError::Kind::not_together);
  CHECK_THAT(twice.what(), Contains("catalog 'main'") && Contains("twice"));
  UpgradeOptions by_step;
  by_step.grouping = Grouping::step;
  const PlanError each = refused(place, engine_and_plugin(tables(1, 1), plugin_tables(1, 1)), by_step);
  CHECK_THAT(each.what(), Contains("Grouping::step"));
}

TEST_CASE("a refusal of one catalog leaves the others alone", "[together][refusals]") {
  RUNG_FOR_EACH_BACKEND(place);
  upgrade(place, engine_and_plugin(tables(1, 1), plugin_tables(1, 3)));
  CHECK(refused(place, engine_and_plugin(tables(1, 2), plugin_tables(1, 1) + plugin_tables(3, 4))).kind() ==
        PlanError::Kind::gap);
  std::string before = place.image();
  CHECK_THROWS_AS(upgrade(place, engine_and_plugin(tables(1, 2), plugin_tables(1, 1))), NewerDatabase);
  CHECK(place.image() == before);
  CHECK(head_of(place, "main") == Version{1});
}

TEST_CASE("a ledger elsewhere that holds any of the catalogs is named", "[together][refusals]") {
  RUNG_FOR_EACH_BACKEND(place);
  UpgradeOptions elsewhere;
  elsewhere.ledger = in("plugin");
  elsewhere.ledger.schema = place.database().add_schema();
  place.upgrade({plugin_tables(1, 1)}, elsewhere);
  place.execute("drop table plugin1");
  const auto error =
      thrown<PlanError>([&] { upgrade(place, engine_and_plugin(tables(1, 1), plugin_tables(1, 1))); });
  CHECK(error.kind() == PlanError::Kind::ledger_elsewhere);
  CHECK_THAT(error.what(), Contains("catalog 'plugin'"));
}

TEST_CASE("what a run that died left in one catalog is put right, also where that has no steps",
          "[together]") {
  RUNG_FOR_EACH_BACKEND(place);
  const auto dies_behind_1 = [&] {
    DiesAtStep observer(2);
    UpgradeOptions options;
    options.grouping = Grouping::step;
    options.observer = &observer;
    place.upgrade({tables(1, 2)}, options);
  };
  const std::string cut_off = "select count(*) from rung_version where catalog = 'main' and run is not null";
  REQUIRE(place.dies(dies_behind_1));
  REQUIRE(place.number(cut_off) == 1);

  SECTION("beside one that has") {
    const auto outcomes = upgrade(place, engine_and_plugin(tables(1, 1), plugin_tables(1, 1)));
    CHECK(outcomes[0].steps == 0);
    CHECK(outcomes[1].steps == 1);
    CHECK(place.number(cut_off) == 0);
  }
  SECTION("where none has") {
    CHECK(upgrade(place, {{"main", {tables(1, 1)}}})[0].steps == 0);
    CHECK(place.number(cut_off) == 0);
  }
}

TEST_CASE("an observer hears which catalog is moved", "[together][observer]") {
  RUNG_FOR_EACH_BACKEND(place);
  struct Listener final : Observer {
    Lines heard;
    void run_started(const RunInfo& run) override { heard.push_back("run " + run.catalog); }
    void plan_made(const Plan& plan) override { heard.push_back("plan " + plan.catalog); }
    void segment_started(const Plan& plan, const Segment& segment) override {
      heard.push_back(fmt::format("segment {} {}", plan.catalog, segment.count));
    }
    void step_done(const Step& step, std::chrono::milliseconds) override {
      heard.push_back("done " + to_string(step.version));
    }
    void run_done(const Outcome& outcome) override { heard.push_back("at " + to_string(outcome.to)); }
  } listener;
  UpgradeOptions options;
  options.observer = &listener;
  upgrade(place, engine_and_plugin(tables(1, 2), plugin_tables(5, 5)), options);
  CHECK(listener.heard == Lines{"run main", "run plugin", "plan main", "plan plugin", "segment main 2",
                                "done 1", "done 2", "segment plugin 1", "done 5", "at 2", "at 5"});
}

TEST_CASE("each catalog's release is its own set's", "[together]") {
  RUNG_FOR_EACH_BACKEND(place);
  upgrade(place, {{"main", v1_4()}, {"plugin", {plugin_tables(1, 1)}}});
  CHECK(place.text("select release from rung_version where catalog = 'main'") == "v1.4");
  CHECK(place.number("select newest from rung_version where catalog = 'plugin'") == 1);
}
