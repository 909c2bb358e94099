#include <fmt/format.h>

#include "contract/place.hpp"
#include "contract/sets.hpp"

using namespace rung;
using namespace rung::test;
using Catch::Contains;
using Strings = std::vector<std::string>;

namespace {

LedgerOptions catalog(const std::string& name) {
  LedgerOptions options;
  options.catalog = name;
  return options;
}

UpgradeOptions in(const LedgerOptions& ledger) {
  UpgradeOptions options = as("");
  options.ledger = ledger;
  options.existing_tables = ExistingTables::allow;
  return options;
}

DowngradeOptions down_in(const LedgerOptions& ledger) {
  DowngradeOptions options = down_as("");
  options.ledger = ledger;
  return options;
}

}  // namespace

TEST_CASE("the history tells every step: who, when, from which text, how far", "[ledger]") {
  RUNG_FOR_EACH_BACKEND(place);
  const MigrationSet set{tables(1, 2)};
  place.upgrade(set, as("v2"));
  place.downgrade(set, Target::version(1), down_as("v2"));

  const auto history = place.history();
  REQUIRE(history.size() == 3);
  CHECK(place.steps() == Strings{"up 1 done", "up 2 done", "down 2 done"});
  CHECK(history[0].run == history[1].run);
  CHECK(history[1].run != history[2].run);
  for (const LedgerEntry& entry : history) {
    CHECK(entry.catalog == "main");
    CHECK(entry.release == "v2");
    CHECK(entry.checksum == set.find(entry.version)->checksum().digits());
    CHECK(entry.statements_done == entry.statements_total);
    CHECK_THAT(entry.started, Catch::Matches(R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)"));
    CHECK_THAT(entry.finished, Catch::Matches(R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)"));
    CHECK(entry.pid > 0);
    CHECK_FALSE(entry.host.empty());
    CHECK(entry.error.empty());
  }
}

TEST_CASE("the rows of a long run are in the order of its steps, and go back with them", "[ledger]") {
  RUNG_FOR_EACH_BACKEND(place);
  const Migrations rows = one_table_and_rows(1200);
  CHECK_THROWS_AS(place.upgrade({rows + broken(1201)}), ExecutionError);
  CHECK(place.steps() == Strings{"up 1201 failed"});
  CHECK(place.head().is_base());

  Strings expected{"up 1201 failed"};
  for (std::int64_t version = 1; version <= 1200; ++version)
    expected.push_back(fmt::format("up {} done", version));
  place.upgrade({rows});
  CHECK(place.steps() == expected);
  for (std::int64_t version = 1200; version > 1; --version)
    expected.push_back(fmt::format("down {} done", version));
  place.downgrade({rows}, Target::version(1));
  CHECK(place.steps() == expected);
  CHECK(place.verify({rows}).empty());
}

TEST_CASE("a database without a ledger has no history, and looking leaves none", "[ledger]") {
  RUNG_FOR_EACH_BACKEND(place);
  CHECK(place.history().empty());
  CHECK(place.check(v1_4()).standing == Standing::empty);
  CHECK(place.verify(v1_4()).empty());
  CHECK(place.repair(v1_4()).empty());
  place.execute("create table rung_version(id integer, name text)");
  CHECK(place.number("select count(*) from rung_version") == 0);
}

TEST_CASE("two catalogs in one ledger do not see each other", "[ledger]") {
  RUNG_FOR_EACH_BACKEND(place);
  const std::string name = GENERATE(Catch::Generators::as<std::string>{}, "billing",
                                    "it's; drop table rung_version; --", "a \"quoted\" name");
  const MigrationSet plug_in{script(1, "create table invoice(id integer, name text)", "drop table invoice") +
                             script(9, "create table payment(id integer, name text)", "drop table payment")};
  place.upgrade({tables(1, 3)});
  UpgradeOptions options = rung::test::as("");
  options.ledger.catalog = name;
  CHECK(place.upgrade(plug_in, options).steps == 2);

  CHECK(place.steps(catalog(name)) == Strings{"up 1 done", "up 9 done"});
  CHECK(place.check(plug_in, options).standing == Standing::current);
  CHECK(place.check({tables(1, 3)}).standing == Standing::current);
  place.downgrade(plug_in, Target::base(), down_in(catalog(name)));
  CHECK(place.check({tables(1, 3)}).standing == Standing::current);
  CHECK(place.check(plug_in, options).holds.size() == 1);
  CHECK(place.check({tables(1, 3)}).holds.empty());
}

TEST_CASE("a ledger of any other name works, whatever stands in it", "[ledger]") {
  RUNG_FOR_EACH_BACKEND(place);
  const std::string prefix = GENERATE(Catch::Generators::as<std::string>{}, "engine", "my ledger", "it's",
                                      "\"quoted\"", "a;b -- c", "select");
  LedgerOptions ledger;
  ledger.prefix = prefix;
  const MigrationSet set{tables(1, 3)};
  CHECK(place.upgrade(set, in(ledger)).steps == 3);
  CHECK(place.check(set, in(ledger)).standing == Standing::current);
  CHECK(place.downgrade(set, Target::version(1), down_in(ledger)).steps == 2);
  CHECK(place.steps(ledger).size() == 5);
  CHECK(place.check(set).standing == Standing::empty);
  CHECK(place.history().empty());
}

TEST_CASE("a table under our name that is not ours is left alone", "[ledger]") {
  RUNG_FOR_EACH_BACKEND(place);
  place.execute("create table rung_version(id integer, name text)");
  place.execute("insert into rung_version values (1, 'not ours')");
  const auto is_foreign = [](const LedgerError& error) {
    CHECK_THAT(error.what(), Contains("rung_version") && Contains("--ledger"));
    CHECK(error.database_state().kind() == CatalogState::Kind::untouched);
    return error.kind() == LedgerError::Kind::foreign;
  };
  CHECK(is_foreign(thrown<LedgerError>([&] { place.upgrade({tables(1, 1)}); })));
  CHECK(is_foreign(thrown<LedgerError>([&] { place.downgrade({tables(1, 1)}, Target::base()); })));
  CHECK(is_foreign(thrown<LedgerError>([&] { place.redo({tables(1, 1)}, 1); })));
  CHECK(is_foreign(thrown<LedgerError>([&] { place.check({tables(1, 1)}); })));
  CHECK(is_foreign(thrown<LedgerError>([&] { place.repair({tables(1, 1)}); })));
  CHECK(place.text("select name from rung_version") == "not ours");

  LedgerOptions ledger;
  ledger.prefix = "engine";
  CHECK(place.upgrade({tables(1, 1)}, in(ledger)).steps == 1);
}

TEST_CASE("a ledger elsewhere is named instead of history being replayed beside it",
          "[ledger][semantics-o]") {
  RUNG_FOR_EACH_BACKEND(place);
  const std::string schema = place.database().add_schema();
  LedgerOptions elsewhere;
  elsewhere.schema = schema;
  place.upgrade({tables(1, 1)}, in(elsewhere));
  place.execute("drop table t1");

  const auto error = thrown<PlanError>([&] { place.upgrade({tables(1, 1)}); });
  CHECK(error.kind() == PlanError::Kind::ledger_elsewhere);
  CHECK_THAT(error.what(), Contains("--schema " + schema));
  CHECK(thrown<PlanError>([&] { place.plan_upgrade({tables(1, 1)}); }).kind() ==
        PlanError::Kind::ledger_elsewhere);
  CHECK(place.check({tables(1, 1)}, in(elsewhere)).standing == Standing::current);

  SECTION("another catalog is another matter") {
    CHECK(place.upgrade({tables(1, 1)}, in(catalog("billing"))).steps == 1);
  }
}

TEST_CASE("a newer rung's ledger is read, written and stepped down by an older one",
          "[ledger][semantics-p]") {
  RUNG_FOR_EACH_BACKEND(place);
  const MigrationSet set{tables(1, 3)};
  place.upgrade(set, {}, Target::version(2));
  place.execute("alter table rung_version add column shard text");
  place.execute("alter table rung_version add column weight integer not null default 7");
  place.execute("alter table rung_ledger add column plan text");
  place.execute("alter table rung_ledger add column cost integer not null default 3");
  place.execute("update rung_version set format = 2, marks = '2 shadow what-is-this\n', shard = 'a'");

  CHECK(place.check(set).standing == Standing::behind);
  CHECK(place.upgrade(set).steps == 1);
  CHECK(place.downgrade(set, Target::base()).steps == 3);
  CHECK(place.verify(set).empty());
  CHECK(place.number("select format from rung_version") == 2);
  CHECK(place.text("select shard from rung_version") == "a");
  CHECK_THAT(place.text("select marks from rung_version"), Contains("2 shadow what-is-this"));
  CHECK(place.steps().size() == 6);
}

TEST_CASE("a ledger that this rung can no longer read is refused, and untouched", "[ledger]") {
  RUNG_FOR_EACH_BACKEND(place);
  const MigrationSet set{tables(1, 3)};
  place.upgrade(set, {}, Target::version(2));
  place.execute("update rung_version set format = 9, format_readable_since = 8");
  const auto is_unreadable = [](const LedgerError& error) {
    CHECK_THAT(error.what(), Contains("format 9") && Contains("newer rung"));
    CHECK(error.database_state().kind() == CatalogState::Kind::untouched);
    return error.kind() == LedgerError::Kind::unreadable_format;
  };
  CHECK(is_unreadable(thrown<LedgerError>([&] { place.check(set); })));
  CHECK(is_unreadable(thrown<LedgerError>([&] { place.upgrade(set); })));
  CHECK(is_unreadable(thrown<LedgerError>([&] { place.downgrade(set, Target::base()); })));
  CHECK(place.number("select head from rung_version") == 2);
}

TEST_CASE("an edited ledger row is found by verify, refused by a run, and mended by repair", "[ledger]") {
  RUNG_FOR_EACH_BACKEND(place);
  const MigrationSet set{tables(1, 3)};
  place.upgrade(set, {}, Target::version(2));
  const std::string edit =
      GENERATE(Catch::Generators::as<std::string>{}, "update rung_version set head = 1",
               "update rung_version set chain = '2'", "delete from rung_ledger where version = 2");
  place.execute(edit);

  CHECK(place.verify(set).size() == 1);
  const auto error = thrown<LedgerError>([&] { place.upgrade(set); });
  CHECK(error.kind() == LedgerError::Kind::interrupted);
  CHECK_THAT(error.what(), Contains("`verify`") && Contains("`repair`"));
  CHECK_FALSE(place.repair(set).empty());
  CHECK(place.verify(set).empty());
  CHECK(place.repair(set).empty());
}

TEST_CASE("an edited text that is accepted closes neither way, for either program", "[ledger][semantics-k]") {
  RUNG_FOR_EACH_BACKEND(place);
  const Migrations mended_7 =
      script(7, "-- a better comment\n" + std::string(std::get<Script>(tables(7, 7).front().up).text()),
             "drop table t7");
  const MigrationSet mended{tables(1, 6) + mended_7 + tables(8, 40), {{"v1.4", 30}, {"v2.0", 40}}};
  place.upgrade(v2_0(), as("v2.0"));
  CHECK(refusal(place, [&] { place.downgrade(mended, Target::release("v1.4"), down_as("v2.0")); }).kind() ==
        PlanError::Kind::diverged);

  const auto sentences = place.repair(mended, {7});
  REQUIRE(sentences.size() == 1);
  CHECK_THAT(sentences.front(),
             Contains(mended.find(7)->checksum().digits()) && Contains(v2_0().find(7)->checksum().digits()));
  CHECK(place.check(mended, as("v2.0")).standing == Standing::current);
  CHECK(place.downgrade(mended, Target::release("v1.4"), down_as("v2.0")).steps == 10);

  CHECK(place.check(v1_4(), as("v1.4")).standing == Standing::current);
  const OtherRun other(place);
  CHECK(place.upgrade(v1_4(), as("v1.4")).steps == 0);
}

TEST_CASE("accepting what differs in nothing is refused, all of it named", "[ledger]") {
  RUNG_FOR_EACH_BACKEND(place);
  const MigrationSet set{tables(1, 3)};
  place.upgrade(set);
  const PlanError error = refusal(place, [&] { place.repair(set, {2, 9}); });
  CHECK(error.kind() == PlanError::Kind::not_accepted);
  CHECK(error.versions() == std::vector<Version>{2, 9});
  CHECK(place.repair(set).empty());
}

TEST_CASE("the chain is the same however the head was reached", "[ledger]") {
  RUNG_FOR_EACH_BACKEND(place);
  const MigrationSet set{tables(1, 5)};
  const std::string chain = set.chain().digits();
  const auto recorded = [&place] { return place.text("select chain from rung_version"); };
  UpgradeOptions late;
  late.out_of_order = OutOfOrder::apply;

  SECTION("at once") { place.upgrade(set); }
  SECTION("step by step") {
    UpgradeOptions options;
    options.grouping = Grouping::step;
    place.upgrade(set, options);
  }
  SECTION("late") {
    place.upgrade({tables(1, 2) + tables(5, 5)});
    place.upgrade(set, late);
  }
  SECTION("by a redo") {
    place.upgrade(set);
    place.redo(set, 3);
  }
  CHECK(recorded() == chain);
  DowngradeOptions options;
  options.from = StartingPoint::any_known;
  place.downgrade(set, Target::base(), options);
  CHECK(recorded() == std::string(Checksum::length, '0'));
}
