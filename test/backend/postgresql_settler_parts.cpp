#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "backend/settling.hpp"
#include "port/failure.hpp"

// Rebuilding indexes and detaching partitions concurrently: what is left of them when they are cut off.

namespace rung::test {
namespace {

using Names = std::vector<std::string>;

const std::string clipped(63, 'x');

/// A table of its own toast table, with an index, one with a very long name, and an invalid one that is
/// nobody's.
void create_table(Settling& scene, const std::string& table = "t") {
  scene.execute(
      fmt::format("create table {0} (a int, b text); create index i on {0} (a);"
                  "create index {1} on {0} (b); insert into {0} values (1, 'x'), (1, 'y')",
                  table, clipped));
  REQUIRE_FALSE(scene.accepts(fmt::format("create unique index concurrently theirs on {} (a)", table)));
}

void create_partitions(Settling& scene) {
  scene.execute(
      "create schema \"S\"; create table \"S\".p (a int) partition by range (a);"
      "create table \"S\".\"one. two\" partition of \"S\".p for values from (0) to (10);"
      "create table \"S\".three partition of \"S\".p for values from (10) to (20)");
}

const std::string writer = "insert into t values (2)";
// Whoever has read the table keeps the old index from being dropped, once the new one has taken its place.
const std::string reader = "select 1 from t";

}  // namespace

TEST_CASE("what a rebuilding leaves beside its indexes is dropped, and nothing else") {
  Settling scene;
  create_table(scene);
  const Names before = scene.indexes();
  const auto* const obstacle = GENERATE(&writer, &reader);
  const std::string statement =
      GENERATE("reindex table concurrently t", "reindex (verbose) schema concurrently public");
  Stuck(scene, *obstacle, statement).end_by("pg_terminate_backend");
  // Beside each of the two indexes one, one for the toast table's, and the one that is nobody's.
  REQUIRE(scene.invalid_count() == "4");
  SECTION("settled") { CHECK(scene.settle(statement) == Settled::not_done); }
  SECTION("cleared away") { scene.clear_away(statement); }
  CHECK(scene.indexes() == before);
  CHECK(scene.invalid_count() == "1");
}

TEST_CASE("rebuilding one index clears away beside that one only") {
  Settling scene;
  create_table(scene);
  const Names before = scene.indexes();
  Stuck(scene, writer, "reindex index concurrently i").end_by("pg_cancel_backend");
  Stuck(scene, writer, "reindex index concurrently i").end_by("pg_cancel_backend");
  REQUIRE(scene.invalid_count() == "3");
  CHECK(scene.settle("reindex index concurrently " + clipped) == Settled::not_done);
  CHECK(scene.settle("reindex table concurrently nowhere") == Settled::not_done);
  CHECK(scene.settle("reindex schema concurrently nowhere") == Settled::not_done);
  CHECK(scene.settle("reindex table t") == Settled::not_done);
  CHECK(scene.invalid_count() == "3");
  CHECK(scene.settle("reindex index concurrently public.i") == Settled::not_done);
  CHECK(scene.indexes() == before);
}

TEST_CASE("an owner who may not touch the toast table's index leaves what is left of it") {
  Settling scene;
  create_table(scene);
  const std::string role = scene.name();
  scene.execute("create role " + role + "; alter table t owner to " + role +
                "; grant all on schema public to " + role);
  scene.set("set role " + role);
  const Names before = scene.indexes();
  Stuck(scene, writer, "reindex table concurrently t").end_by("pg_cancel_backend");
  CHECK(scene.settle("reindex table concurrently t") == Settled::not_done);
  CHECK(scene.indexes() == before);
  CHECK(scene.invalid_count() == "2");
}

TEST_CASE("rebuilding a whole database clears away in every schema") {
  Settling scene;
  scene.execute("create schema s");
  create_table(scene, "s.t");
  const Names before = scene.indexes();
  Stuck(scene, "insert into s.t values (2)", "reindex table concurrently s.t").end_by("pg_cancel_backend");
  REQUIRE(scene.invalid_count() == "4");
  CHECK(scene.settle("reindex database concurrently " + scene.name()) == Settled::not_done);
  CHECK(scene.indexes() == before);
}

TEST_CASE("rebuilding a partitioned index clears away at its partitions") {
  Settling scene;
  if (scene.server_version() < 140000) return;
  create_partitions(scene);
  scene.execute("create index whole on \"S\".p (a)");
  const Names before = scene.indexes();
  Stuck(scene, "insert into \"S\".three values (12)", "reindex index concurrently \"S\".three_a_idx")
      .end_by("pg_cancel_backend");
  REQUIRE(scene.invalid_count() == "1");
  const std::string statement =
      GENERATE("reindex index concurrently \"S\".whole", "reindex table concurrently \"S\".p");
  CHECK(scene.settle(statement) == Settled::not_done);
  CHECK(scene.indexes() == before);
}

TEST_CASE("a rebuilding that another session is at is waited for") {
  Settling scene;
  create_table(scene);
  Stuck build(scene, writer, "reindex index concurrently i");
  CHECK_THROWS_AS(scene.settle("reindex table concurrently t"), Failure);
  CHECK(scene.invalid_count() == "2");
  build.let_go();
  CHECK(scene.settle("reindex table concurrently t") == Settled::not_done);
  CHECK(scene.invalid_count() == "1");
}

TEST_CASE("a partition that is not attached was detached, and one half-way is detached for good") {
  Settling scene;
  create_partitions(scene);
  const std::string statement =
      R"(alter table if exists only "S".p detach partition "S"."one. two" concurrently)";
  const std::string attached = "select inhrelid::regclass::text from pg_inherits order by 1";
  CHECK(scene.settle(statement) == Settled::not_done);
  if (scene.server_version() >= 140000) {
    Stuck(scene, "select 1 from \"S\".p", statement).end_by("pg_cancel_backend");
    REQUIRE(scene.rows(attached).size() == 2);
  } else {
    scene.execute(R"(alter table "S".p detach partition "S"."one. two")");
  }
  CHECK(scene.settle(statement) == Settled::done);
  CHECK(scene.rows(attached) == Names{"\"S\".three"});
  CHECK(scene.settle(statement) == Settled::done);
  CHECK(scene.settle("alter table \"S\".p detach partition \"S\".three concurrently") == Settled::not_done);
  CHECK(scene.settle("alter table nowhere detach partition \"S\".three concurrently") ==
        Settled::cannot_tell);
}

}  // namespace rung::test
