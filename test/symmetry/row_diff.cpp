#include "testing/row_diff.hpp"

#include <catch2/catch.hpp>

// What happened to rows, told from two images of them.

namespace rung::testing {
namespace {

RowImage jobs(std::vector<std::vector<std::string>> rows) {
  return {{"job", {{"id", "state"}, {0}, std::move(rows)}}};
}

std::vector<std::string> told(const RowImage& before, const RowImage& after, const RowImage& known) {
  std::vector<std::string> sentences;
  for (const RowDifference& difference : diff(before, after, known))
    sentences.push_back(name_of(difference) + ": " + difference.sentence);
  return sentences;
}

std::vector<std::string> told(const RowImage& before, const RowImage& after) {
  return told(before, after, before);
}

using Told = std::vector<std::string>;

}  // namespace

TEST_CASE("rows that are the same, in whatever order, have no difference") {
  CHECK(told(jobs({{"1", "'a'"}, {"2", "'b'"}}), jobs({{"2", "'b'"}, {"1", "'a'"}})).empty());
  CHECK(told({}, {}).empty());
}

TEST_CASE("lost, new and changed rows are told by their keys") {
  CHECK(told(jobs({{"1", "'a'"}, {"2", "'b'"}}), jobs({{"2", "'b'"}})) ==
        Told{"rows of job: 1 row is lost: id = 1"});
  CHECK(told(jobs({}), jobs({{"1", "'a'"}, {"2", "'b'"}})) ==
        Told{"rows of job: 2 rows are new: id = 1; id = 2"});
  CHECK(told(jobs({{"1", "'a'"}, {"2", "'b'"}}), jobs({{"1", "null"}, {"2", "'b'"}})) ==
        Told{"rows of job.state: 1 value is another one: of row id = 1 it was 'a', and is null"});
}

TEST_CASE("of many rows the first are told, and the others counted") {
  CHECK(told(jobs({{"1", "x"}, {"2", "x"}, {"3", "x"}, {"4", "x"}, {"5", "x"}}), jobs({})) ==
        Told{"rows of job: 5 rows are lost: id = 1; id = 2; id = 3; and 2 more"});
}

TEST_CASE("rows without a key are known by all of their values, and counted") {
  const auto log = [](std::vector<std::vector<std::string>> rows) {
    return RowImage{{"log", {{"at", "what"}, {0, 1}, std::move(rows)}}};
  };
  CHECK(told(log({{"1", "a"}, {"1", "a"}, {"2", "b"}}), log({{"1", "a"}, {"2", "b"}})) ==
        Told{"rows of log: 1 row is lost: at = 1, what = a"});
  CHECK(told(log({{"1", "a"}}), log({{"1", "b"}})) ==
        Told{"rows of log: 1 row is lost: at = 1, what = a", "rows of log: 1 row is new: at = 1, what = b"});
}

TEST_CASE("only tables and columns that are known are compared") {
  const RowImage wide{{"job", {{"id", "state", "since"}, {0}, {{"1", "'a'", "10:00"}}}},
                      {"tag", {{"id"}, {0}, {{"1"}}}}};
  const RowImage wide_later{{"job", {{"id", "state", "since"}, {0}, {{"1", "'a'", "10:01"}}}},
                            {"tag", {{"id"}, {0}, {}}}};
  CHECK(told(wide, wide_later, jobs({{"1", "'a'"}})).empty());
  CHECK(told(wide, wide_later).size() == 2);
  CHECK(told(wide, jobs({{"1", "'b'"}})) ==
        Told{"rows of job.state: 1 value is another one: of row id = 1 it was 'a', and is 'b'"});
}

TEST_CASE("rows that were not known before are counted, whatever they are called") {
  const RowImage known = jobs({{"1", "'a'"}});
  CHECK(told(jobs({{"1", "'a'"}, {"2", "'b'"}}), jobs({{"1", "'a'"}, {"3", "'c'"}}), known).empty());
  CHECK(told(jobs({{"1", "'a'"}, {"2", "'b'"}}), jobs({{"1", "'x'"}, {"3", "'c'"}}), known) ==
        Told{"rows of job.state: 1 value is another one: of row id = 1 it was 'a', and is 'x'"});
  CHECK(told(jobs({{"1", "'a'"}, {"2", "'b'"}}), jobs({{"1", "'a'"}}), known) ==
        Told{"rows of job: 1 row is lost: id = 2"});
}

TEST_CASE("rows whose key is not on both sides are known by the columns that are") {
  const RowImage renamed{{"job", {{"number", "state"}, {0}, {{"1", "'a'"}}}}};
  CHECK(told(jobs({{"1", "'a'"}}), renamed).empty());
  CHECK(told(jobs({{"1", "'b'"}}), renamed) ==
        Told{"rows of job: 1 row is lost: state = 'b'", "rows of job: 1 row is new: state = 'a'"});
}

}  // namespace rung::testing
