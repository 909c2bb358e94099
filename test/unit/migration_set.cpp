#include <memory>
#include <stdexcept>

#include <catch2/catch.hpp>

#include <rung/error.hpp>
#include <rung/migration_set.hpp>

#include "rest_of_set.hpp"

using namespace rung;  // NOLINT(google-build-using-namespace): a test of many of its names

namespace {

Migration simple(Version version, std::string name = "step") {
  return {version, std::move(name), Script{"select 1"}, Script{""}};
}

void do_nothing(soci::session&) {}

}  // namespace

TEST_CASE("a set is ascending, in whatever order it is written") {
  const MigrationSet set{{simple(30, "c"), simple(10, "a"), simple(20, "b")}};
  REQUIRE(set.size() == 3);
  CHECK(set[0].name() == "a");
  CHECK(set[2].version() == Version{30});
  CHECK(set.newest() == Version{30});
  CHECK(set.find(20)->name() == "b");
  CHECK_FALSE(set.find(15));
  CHECK(set.count_up_to(Version::base()) == 0);
  CHECK(set.count_up_to(15) == 1);
  CHECK(set.count_up_to(30) == 3);
}

TEST_CASE("an empty set knows nothing") {
  const MigrationSet set;
  CHECK(set.empty());
  CHECK(set.newest().is_base());
  CHECK(set.chain() == Checksum{});
  CHECK_FALSE(set.initial_version());
}

TEST_CASE("a version that is given twice is refused, and both are named") {
  CHECK_THROWS_WITH(
      (MigrationSet{{simple(7, "one"), simple(7, "other")}}),
      Catch::Contains("version 7 is taken already") && Catch::Contains("one") && Catch::Contains("other"));
}

TEST_CASE("a missing down is irreversible, and an empty one does nothing: they are different values") {
  const MigrationSet set{
      {{1, "no down", Script{"select 1"}}, {2, "empty down", Script{"select 1"}, Script{""}}}};
  CHECK_FALSE(set[0].reversible());
  CHECK(set[1].reversible());
}

TEST_CASE("an irreversible up is refused") {
  CHECK_THROWS_AS((MigrationSet{{{1, "nothing", Irreversible{"why"}}}}), SourceError);
}

TEST_CASE("the floor is the greatest oldest reader") {
  Migration compatible = simple(3);
  compatible.oldest_reader = 1;
  CHECK(MigrationSet{{simple(1), simple(2), compatible}}.floor() == Version{2});
  Migration late = simple(3);
  late.oldest_reader = 4;
  CHECK_THROWS_WITH((MigrationSet{{simple(1), late}}), Catch::Contains("above its own version"));
  late.oldest_reader = 2;
  CHECK_THROWS_WITH((MigrationSet{{simple(1), late}}), Catch::Contains("no version of this set"));
}

TEST_CASE("only ups count in the chain: a down may be mended freely") {
  Migration mended = simple(1);
  mended.down = Script{"select 2"};
  CHECK(MigrationSet{{simple(1)}}.chain() == MigrationSet{{mended}}.chain());
  mended.up = Script{"select 3"};
  CHECK(MigrationSet{{simple(1)}}.chain() != MigrationSet{{mended}}.chain());
}

TEST_CASE("a release of an unknown version, or with a name that is none, is refused") {
  CHECK_THROWS_WITH((MigrationSet{{simple(1)}, ReleaseMap{{"v2", 2}}}),
                    Catch::Contains("'v2' is mapped to 2"));
  for (const char* name : {"", "30", "base", "newest", "v 1", "v\t1", "v\x7f"}) {
    CAPTURE(name);
    CHECK_THROWS_AS((MigrationSet{{simple(1)}, ReleaseMap{{name, 1}}}), SourceError);
  }
  CHECK_THROWS_WITH((MigrationSet{{simple(1)}, ReleaseMap{{"v1", 1}, {"v1", 1}}}),
                    Catch::Contains("given twice"));
}

TEST_CASE("an initial script of an unknown version is refused") {
  CHECK_THROWS_AS((MigrationSet{{simple(1)}, {}, InitialScript{2, Script{""}}}), SourceError);
  CHECK(MigrationSet{{simple(1)}, {}, InitialScript{1, Script{""}}}.initial_version() == Version{1});
}

TEST_CASE("a routine is known by its id, which is its checksum and has one function") {
  const MigrationSet set{{{1, "split", Routine{"split/1", do_nothing}, Irreversible{"data is gone"}}}};
  CHECK(set.routine("split/1") != nullptr);
  CHECK(set.routine("split/2") == nullptr);
  const MigrationSet other{{{1, "split", Routine{"split/2", do_nothing}, Irreversible{"data is gone"}}}};
  CHECK(set.chain() != other.chain());
  CHECK_THROWS_WITH((MigrationSet{{{1, "a", Routine{"same", do_nothing}, Routine{"same", do_nothing}}}}),
                    Catch::Contains("declared twice"));
  CHECK_THROWS_WITH((MigrationSet{{{1, "a", Routine{"r", do_nothing, Transaction::none}, Script{""}}}}),
                    Catch::Contains("outside a transaction"));
}

TEST_CASE("binding gives a set whose routine has a function, and leaves the first as it was") {
  const MigrationSet unbound{{{1, "split", Routine{"split/1", nullptr}, Script{""}}}};
  CHECK(unbound.routine("split/1") == nullptr);
  const MigrationSet bound = unbound.bind("split/1", do_nothing);
  CHECK(bound.routine("split/1") != nullptr);
  CHECK(unbound.routine("split/1") == nullptr);
  CHECK_THROWS_WITH(bound.bind("split/1", do_nothing), Catch::Contains("bound twice"));
  CHECK_THROWS_WITH(unbound.bind("splitt/1", do_nothing), Catch::Contains("no migration of this set names"));
}

TEST_CASE("the migrations of a set alone have no releases and no initial script, and keep their functions") {
  MigrationSet alone;
  {
    const MigrationSet set({{1, "split", Routine{"split/1", do_nothing}, Script{""}}}, {{"v1", 1}},
                           InitialScript{1, Script{"select 1"}});
    alone = set.migrations_only();
    CHECK(set.initial_version() == Version(1));
  }
  REQUIRE(alone.size() == 1);
  CHECK(alone[0].name() == "split");
  CHECK(alone.routine("split/1") != nullptr);
  CHECK(alone.releases().begin() == alone.releases().end());
  CHECK_FALSE(alone.initial_version());
  CHECK(alone.chain() == MigrationSet({{1, "x", Routine{"split/1", do_nothing}, Script{""}}}).chain());
}

TEST_CASE("a copy of a set keeps its texts alive") {
  MigrationSet copy;
  {
    const MigrationSet set{{{1, "a migration with a name that is too long to be kept in place",
                             Script{"select 'a text that is long, too'"}, Script{""}}}};
    copy = set;
  }
  CHECK(copy[0].name() == "a migration with a name that is too long to be kept in place");
  CHECK(copy[0].action(Direction::up).script.text == "select 'a text that is long, too'");
}

TEST_CASE("what the rest of a set is read with is let go once it is read, and kept while that fails") {
  const auto means = std::make_shared<int>(1);
  RestOfSet rest([means] {
    if (*means == 1) throw std::runtime_error("not yet");
    return MigrationSet{{simple(1)}};
  });
  CHECK_THROWS_WITH(rest.set(), "not yet");
  CHECK(means.use_count() == 2);
  *means = 2;
  CHECK(rest.set().migration_count == 1);
  CHECK(rest.is_made());
  CHECK(means.use_count() == 1);
}
