#include "decision/history.hpp"

#include <catch2/catch.hpp>

using namespace rung;  // NOLINT(google-build-using-namespace): a test of many of its names

namespace {

const std::string text_a(64, 'a');
const std::string text_b(64, 'b');

LedgerEntry row(std::int64_t id, Version version, Direction direction,
                StepOutcome outcome = StepOutcome::done, std::string checksum = text_a) {
  LedgerEntry entry;
  entry.id = id;
  entry.version = version;
  entry.direction = direction;
  entry.outcome = outcome;
  entry.checksum = std::move(checksum);
  return entry;
}

Checksum checksum(const std::string& digits) { return *Checksum::parse(digits); }

}  // namespace

TEST_CASE("what is applied is what went up and did not come down since") {
  const History history({row(1, 1, Direction::up), row(2, 2, Direction::up), row(3, 2, Direction::down),
                         row(4, 3, Direction::up)});
  REQUIRE(history.applied().size() == 2);
  CHECK(history.head() == Version{3});
  CHECK(history.find(2) == nullptr);
}

TEST_CASE("a step that failed, or was taken over, changes nothing") {
  const History history({row(1, 1, Direction::up), row(2, 2, Direction::up, StepOutcome::failed),
                         row(3, 1, Direction::down, StepOutcome::failed)});
  CHECK(history.head() == Version{1});
  CHECK_FALSE(history.half_done());
}

TEST_CASE("the chain does not depend on the order in which versions were applied") {
  const History in_order({row(1, 1, Direction::up), row(2, 2, Direction::up), row(3, 3, Direction::up)});
  const History late({row(1, 1, Direction::up), row(2, 3, Direction::up), row(3, 2, Direction::up)});
  CHECK(in_order.chain() == late.chain());
  CHECK(late.find(2)->order > late.find(3)->order);
}

TEST_CASE("the chain follows each change, wherever it is") {
  History history({row(1, 1, Direction::up), row(2, 2, Direction::up), row(3, 3, Direction::up)});
  const Checksum before = history.chain();
  history.remove(2);
  CHECK(history.chain() == History({row(1, 1, Direction::up), row(2, 3, Direction::up)}).chain());
  history.apply(2, "again", checksum(text_a), 9);
  CHECK(history.chain() == before);
  history.accept(1, checksum(text_b));
  CHECK(history.chain() != before);
}

TEST_CASE("an accepted text is accepted beside the applied one, until the version is stepped down") {
  const std::vector<LedgerEntry> rows{row(1, 1, Direction::up),
                                      row(2, 1, Direction::up, StepOutcome::accepted, text_b)};
  const History history(rows);
  CHECK(history.find(1)->accepts(checksum(text_a)));
  CHECK(history.find(1)->accepts(checksum(text_b)));

  std::vector<LedgerEntry> again = rows;
  again.push_back(row(3, 1, Direction::down));
  again.push_back(row(4, 1, Direction::up));
  CHECK_FALSE(History(again).find(1)->accepts(checksum(text_b)));
}

TEST_CASE("a step outside a transaction that failed behind a statement is half-done until it is done") {
  LedgerEntry half = row(2, 2, Direction::up, StepOutcome::failed);
  half.statements_done = 1;
  half.statements_total = 2;
  half.cursor = text_b;
  const std::vector<LedgerEntry> rows{row(1, 1, Direction::up), half};
  REQUIRE(History(rows).half_done());
  CHECK(History(rows).half_done()->version == Version{2});
  CHECK(History(rows).half_done()->statements_done == 1);

  std::vector<LedgerEntry> finished = rows;
  finished.push_back(row(3, 2, Direction::up));
  CHECK_FALSE(History(finished).half_done());
}
