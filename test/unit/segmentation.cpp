#include "decision/segmentation.hpp"

#include <catch2/catch.hpp>

using namespace rung;  // NOLINT(google-build-using-namespace): a test of many of its names
using Catch::Contains;

namespace {

const embedded::Action some_script{embedded::ActionKind::script, {}, {}};

Step step(Version version, Transaction transaction = Transaction::wrapped, std::uint32_t traits = 0) {
  Step step;
  step.version = version;
  step.name = "step";
  step.transaction = transaction;
  step.traits = traits;
  step.action = &some_script;
  return step;
}

Plan cut(std::vector<Step> steps, Grouping grouping = Grouping::run, Dialect dialect = Dialect::sqlite) {
  Plan plan;
  plan.steps = std::move(steps);
  cut_into_segments(plan, grouping, dialect);
  return plan;
}

std::vector<std::size_t> sizes(const Plan& plan) {
  std::vector<std::size_t> sizes;
  for (const Segment& segment : plan.segments) sizes.push_back(segment.count);
  return sizes;
}

using Sizes = std::vector<std::size_t>;

}  // namespace

TEST_CASE("a whole run is one segment") {
  CHECK(sizes(cut({step(1), step(2), step(3)})) == Sizes{3});
  CHECK(cut({}).segments.empty());
}

TEST_CASE("a step outside a transaction, or in its own, is a segment by itself") {
  for (const Transaction alone : {Transaction::own, Transaction::none}) {
    const Plan plan = cut({step(1), step(2), step(3, alone), step(4), step(5)});
    CHECK(sizes(plan) == Sizes{2, 1, 2});
    CHECK(plan.segments[1].transaction == alone);
    CHECK(plan.segments[2].first == 3);
  }
  CHECK(sizes(cut({step(1, Transaction::none), step(2, Transaction::own)})) == Sizes{1, 1});
}

TEST_CASE("a segment ends behind a step that adds a value to an enum: before the commit it cannot be used") {
  CHECK(sizes(cut({step(1), step(2, Transaction::wrapped, embedded::adds_enum_value), step(3)}, Grouping::run,
                  Dialect::postgresql)) == Sizes{2, 1});
}

TEST_CASE("grouped by step, every step is a segment") {
  CHECK(sizes(cut({step(1), step(2)}, Grouping::step)) == Sizes{1, 1});
}

TEST_CASE("a DROP TABLE switches SQLite's foreign keys off for its whole segment, and for no other") {
  const Plan plan =
      cut({step(1), step(2, Transaction::wrapped, embedded::drops_table), step(3, Transaction::own)});
  CHECK(plan.segments[0].foreign_keys == ForeignKeys::off);
  CHECK(plan.segments[1].foreign_keys == ForeignKeys::as_session);
  CHECK(plan.warnings.empty());
  CHECK(cut({step(1, Transaction::wrapped, embedded::drops_table)}, Grouping::run, Dialect::postgresql)
            .segments[0]
            .foreign_keys == ForeignKeys::as_session);
}

TEST_CASE("a step that changes rows beside a DROP TABLE is warned of, with the way out") {
  const Plan plan = cut({step(1, Transaction::wrapped, embedded::changes_rows),
                         step(2, Transaction::wrapped, embedded::drops_table)});
  REQUIRE(plan.warnings.size() == 1);
  CHECK_THAT(plan.warnings[0], Catch::Contains("step 1") && Catch::Contains("transaction own"));
}

TEST_CASE("plans are joined where each is one wrapped segment, or none") {
  Plan engine = cut({step(1), step(2)});
  Plan plugin = cut({step(7)});
  Plan idle = cut({});
  CHECK_NOTHROW(join({&engine, &idle, &plugin}));
  CHECK(sizes(engine) == Sizes{2});

  for (const Transaction alone : {Transaction::own, Transaction::none}) {
    Plan apart = cut({step(3), step(4, alone)});
    apart.catalog = "apart";
    CHECK_THROWS_WITH(join({&engine, &apart}), Contains("step 4 'step' of catalog 'apart'"));
  }
}

TEST_CASE(
    "plans are not joined where one has steps behind the value that another of its steps adds to an enum") {
  const auto adds_value = step(2, Transaction::wrapped, embedded::adds_enum_value);
  Plan last = cut({step(1), adds_value}, Grouping::run, Dialect::postgresql);
  CHECK_NOTHROW(join({&last}));
  Plan behind = cut({step(1), adds_value, step(3)}, Grouping::run, Dialect::postgresql);
  CHECK_THROWS_WITH(join({&behind}), Contains("step 2 'step'"));
}

TEST_CASE("where one of the joined plans needs foreign keys off they are off for all, with a warning") {
  Plan rebuilds = cut({step(1, Transaction::wrapped, embedded::drops_table)});
  Plan deletes = cut({step(8, Transaction::wrapped, embedded::changes_rows)});
  Plan idle = cut({});
  CHECK(deletes.warnings.empty());
  join({&deletes, &rebuilds, &idle});
  CHECK(deletes.segments[0].foreign_keys == ForeignKeys::off);
  REQUIRE(deletes.warnings.size() == 1);
  CHECK_THAT(deletes.warnings[0], Contains("step 8 'step'") && Contains("cascades do not fire"));
  CHECK(rebuilds.warnings.empty());
}
