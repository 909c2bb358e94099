#include <fmt/format.h>

#include "contract/place.hpp"
#include "contract/sets.hpp"
#include "port/ports.hpp"

using namespace rung;
using namespace rung::test;
using Catch::Contains;
using Versions = std::vector<Version>;

TEST_CASE("applied versions that the set lacks are a gap, all of them named", "[refusals]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade({tables(1, 5)});
  const MigrationSet gapped{tables(1, 1) + tables(3, 3) + tables(5, 5)};

  const PlanError up = refusal(place, [&] { place.upgrade(gapped); });
  CHECK(up.kind() == PlanError::Kind::gap);
  CHECK(up.versions() == Versions{2, 4});
  CHECK_THAT(up.what(), Contains("2 'step_2'") && Contains("4 'step_4'"));
  CHECK(refusal(place, [&] { place.downgrade(gapped, Target::base()); }).kind() == PlanError::Kind::gap);
  CHECK(place.check(gapped).standing == Standing::diverged);
}

TEST_CASE("changed texts are refused, all of them named, in either direction", "[refusals]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade({tables(1, 5)});
  const MigrationSet edited{tables(1, 1) + script(2, "-- edited", "") + tables(3, 3) +
                            script(4, "-- edited", "") + tables(5, 6)};

  const PlanError up = refusal(place, [&] { place.upgrade(edited); });
  CHECK(up.kind() == PlanError::Kind::diverged);
  CHECK(up.versions() == Versions{2, 4});
  CHECK_THAT(up.what(), Contains("2 'step_2'") && Contains("4 'step_4'") && Contains("repair --accept"));
  CHECK(refusal(place, [&] { place.downgrade(edited, Target::base()); }).kind() == PlanError::Kind::diverged);
}

TEST_CASE("a changed text below a head that is still the newest version is found", "[refusals]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade({tables(1, 3)});
  const MigrationSet edited{tables(1, 1) + script(2, "-- edited", "") + tables(3, 3)};
  CHECK(place.check(edited).standing == Standing::diverged);
  CHECK(refusal(place, [&] { place.upgrade(edited); }).versions() == Versions{2});
}

TEST_CASE("a mended down is no change", "[refusals]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade({tables(1, 2)});
  const Migrations two = tables(2, 2);
  Migration mended = two.front();
  mended.down = Script{"drop table t2;\ndrop table t1;\ncreate table t1(id integer primary key, name text);"};
  const MigrationSet set{tables(1, 1) + Migrations{mended}};
  CHECK(place.check(set).standing == Standing::current);
  place.downgrade(set, Target::version(1));
  CHECK(place.number("select count(*) from t1") == 0);
}

TEST_CASE("late migrations are refused by name, and applied on demand", "[refusals]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade({tables(1, 2) + tables(5, 5)});
  const MigrationSet merged{tables(1, 6)};

  const PlanError error = refusal(place, [&] { place.upgrade(merged); });
  CHECK(error.kind() == PlanError::Kind::late);
  CHECK(error.versions() == Versions{3, 4});
  CHECK_THAT(error.what(), Contains("3 'step_3'") && Contains("4 'step_4'") && Contains("--allow-late"));
  CHECK(place.check(merged).standing == Standing::behind);

  UpgradeOptions options;
  options.out_of_order = OutOfOrder::apply;
  CHECK(place.upgrade(merged, options).steps == 3);
  CHECK(place.check(merged).standing == Standing::current);
  CHECK(place.verify(merged).empty());
}

TEST_CASE("a late migration at the newest version is not overlooked", "[refusals]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.upgrade({tables(1, 2) + tables(5, 5)});
  CHECK(place.check({tables(1, 5)}).standing == Standing::behind);
  CHECK(refusal(place, [&] { place.upgrade({tables(1, 5)}); }).kind() == PlanError::Kind::late);
}

TEST_CASE("what was applied late is stepped down, too, on the way to a release", "[refusals][semantics-j]") {
  RUNG_FOR_EACH_BACKEND(place);
  const ReleaseMap releases{{"v1.4", 30}, {"v2.0", 40}};
  const MigrationSet v1_4_without_25{tables(1, 24) + tables(26, 30), {{"v1.4", 30}}};
  const MigrationSet v2_0_with_25{tables(1, 40), releases};
  place.upgrade({tables(1, 24) + tables(26, 40), releases}, as("v2.0-beta"));
  UpgradeOptions options = as("v2.0");
  options.out_of_order = OutOfOrder::apply;
  CHECK(place.upgrade(v2_0_with_25, options).steps == 1);

  SECTION("a release never had it") {
    const Outcome outcome = place.downgrade(v2_0_with_25, Target::release("v1.4"), down_as("v2.0"));
    CHECK(outcome.steps == 11);
    REQUIRE(outcome.warnings.size() == 1);
    CHECK_THAT(outcome.warnings.front(), Contains("25"));
    CHECK(place.check(v1_4_without_25, as("v1.4")).standing == Standing::current);
    CHECK(place.upgrade(v1_4_without_25, as("v1.4")).steps == 0);
  }
  SECTION("a version leaves it in place, with a warning") {
    const Outcome outcome = place.downgrade(v2_0_with_25, Target::version(30), down_as("v2.0"));
    CHECK(outcome.steps == 10);
    REQUIRE(outcome.warnings.size() == 1);
    CHECK_THAT(outcome.warnings.front(), Contains("25"));
    CHECK(place.number("select count(*) from t25") == 1);
    CHECK(refusal(place, [&] { place.upgrade(v1_4_without_25, as("v1.4")); }).kind() == PlanError::Kind::gap);
  }
}

TEST_CASE("a way through irreversible steps is refused before anything is touched", "[refusals]") {
  RUNG_FOR_EACH_BACKEND(place);
  const MigrationSet set{tables(1, 2) + irreversible(3, "the old name is gone") + tables(4, 4) +
                         irreversible(5, "rows were merged") + tables(6, 6)};
  place.upgrade(set);

  const PlanError error = refusal(place, [&] { place.downgrade(set, Target::version(2)); });
  CHECK(error.kind() == PlanError::Kind::irreversible);
  CHECK_THAT(error.what(), Contains("the old name is gone") && Contains("rows were merged"));
  CHECK_THAT(error.what(), Contains("3 'step_3'") && Contains("5 'step_5'"));
  CHECK(error.versions() == Versions{3, 5});
  CHECK(place.downgrade(set, Target::version(5)).steps == 1);
}

TEST_CASE("an empty down is a down that does nothing", "[refusals]") {
  RUNG_FOR_EACH_BACKEND(place);
  const MigrationSet set{tables(1, 1) + script(2, "insert into t1 values (2, 'two')", "")};
  place.upgrade(set);
  CHECK(place.downgrade(set, Target::version(1)).steps == 1);
  CHECK(place.number("select count(*) from t1") == 2);
}

TEST_CASE("a routine without a function is refused before anything is touched", "[refusals]") {
  RUNG_FOR_EACH_BACKEND(place);
  const MigrationSet set{tables(1, 1) + routine(2, nullptr)};
  const PlanError error = refusal(place, [&] { place.upgrade(set); });
  CHECK(error.kind() == PlanError::Kind::unbound_routine);
  CHECK(error.versions() == Versions{2});
  CHECK_THAT(error.what(), Contains("routine_2/1"));

  bool called = false;
  place.upgrade(set.bind("routine_2/1", [&called](soci::session&) { called = true; }));
  CHECK(called);
}

TEST_CASE("statements that cannot stand where they stand are refused, all of them, with their lines",
          "[refusals]") {
  RUNG_FOR_EACH_BACKEND(place);
  const MigrationSet set{tables(1, 1) + script(2, "create table x(id integer);\n\nvacuum;\ncommit;", "") +
                         script(3, "rollback", "")};
  const PlanError error = refusal(place, [&] { place.upgrade(set); });
  CHECK(error.kind() == PlanError::Kind::forbidden_statement);
  CHECK(error.versions() == Versions{2, 3});
  CHECK_THAT(error.what(), Contains("2 'step_2', line 3") && Contains("2 'step_2', line 4") &&
                               Contains("3 'step_3', line 1"));
}

TEST_CASE("a pair of BEGIN and COMMIT around a whole script is dropped", "[refusals]") {
  RUNG_FOR_EACH_BACKEND(place);
  const MigrationSet set{
      script(1, "begin;\ncreate table a(id integer, name text);\ncommit;", "begin; drop table a; end;") +
      broken(2)};
  CHECK_THROWS_AS(place.upgrade(set), ExecutionError);
  CHECK(place.head() == Version::base());
  place.upgrade(set, {}, Target::version(1));
  CHECK(place
            .downgrade(set, Target::base(),
                       [] {
                         auto options = down_as("");
                         options.from = StartingPoint::any_known;
                         return options;
                       }())
            .steps == 1);
}

TEST_CASE("a set written for another database is refused", "[refusals]") {
  RUNG_FOR_EACH_BACKEND(place);
  const Dialect other = place.database().dialect() == Dialect::sqlite ? Dialect::postgresql : Dialect::sqlite;
  const MigrationSet set{tables(1, 1), {}, std::nullopt, other};
  CHECK(refusal(place, [&] { place.upgrade(set); }).kind() == PlanError::Kind::other_dialect);
  CHECK(refusal(place, [&] { place.downgrade(set, Target::base()); }).kind() ==
        PlanError::Kind::other_dialect);
}

TEST_CASE("a database with tables of its own is refused, naming the tool that looks after them",
          "[refusals]") {
  RUNG_FOR_EACH_BACKEND(place);
  const auto [created, named] = GENERATE(table<std::string, std::string>({
      {"create table customer(id integer, name text)", "customer"},
      {"create table schema_migrations(version integer, dirty integer)", "golang-migrate"},
      {"create table goose_db_version(id integer, version_id integer)", "goose"},
      {"create table __diesel_schema_migrations(version text, run_on text)", "diesel"},
  }));
  place.execute(created);
  const PlanError error = refusal(place, [&] { place.upgrade({tables(1, 1)}); });
  CHECK(error.kind() == PlanError::Kind::not_empty);
  CHECK_THAT(error.what(), Contains(named) && Contains("--allow-existing"));
  CHECK(thrown<PlanError>([&] { place.plan_upgrade({tables(1, 1)}); }).kind() == PlanError::Kind::not_empty);

  UpgradeOptions options;
  options.existing_tables = ExistingTables::allow;
  CHECK(place.upgrade({tables(1, 1)}, options).steps == 1);
}

TEST_CASE("a session inside a transaction is refused, and its transaction stays as it is", "[refusals]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.with_session([&](soci::session&, Database& database) {
    REQUIRE(database.ports().locker().try_begin("\"main\".\"rung_version\"", {"select 1", {}}).result ==
            Locker::Attempt::Result::locked);
    const MigrationSet set{tables(1, 1)};
    CHECK_THROWS_AS(Upgrader(database, set).run(), ConnectionError);
    CHECK_THROWS_AS(Downgrader(database, set).run(Target::base()), ConnectionError);
    CHECK_THROWS_AS(rung::check(database, set), ConnectionError);
    const auto error = thrown<ConnectionError>([&] { Upgrader{database, set}.run(); });
    CHECK_THAT(error.what(), Contains("inside a transaction"));
    CHECK(error.database_state().kind() == CatalogState::Kind::untouched);
    CHECK_FALSE(error.may_retry());
    CHECK(database.ports().executor().in_transaction());
    database.ports().executor().rollback();
  });
}
