#include <chrono>
#include <string>
#include <sys/resource.h>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <rung/backend/sqlite3.hpp>
#include <rung/downgrader.hpp>
#include <rung/observer.hpp>
#include <rung/upgrader.hpp>

using namespace rung;  // NOLINT(google-build-using-namespace): a test of many of its names

namespace {

// The sanitizer puts its own malloc in place of the C library's, and there is nothing to see.
#if defined(__has_feature)
constexpr bool has_own_malloc = __has_feature(address_sanitizer);
#else
constexpr bool has_own_malloc = false;
#endif

/// Each with an index: for that SQLite takes a second block, and only both together are more than glibc
/// keeps.
MigrationSet tables(int count) {
  std::vector<Migration> steps;
  for (int i = 1; i <= count; ++i) {
    const std::string table = "t" + std::to_string(i);
    steps.push_back({Version{i}, table, Script("create table " + table + " (id integer, name text unique);"),
                     Script("drop table " + table + ";")});
  }
  return {std::move(steps)};
}

/// The page faults between the ends of the first and the last step.
class PageFaults : public Observer {
 public:
  void step_done(const Step& /*step*/, std::chrono::milliseconds /*elapsed*/) override {
    rusage usage{};
    REQUIRE(getrusage(RUSAGE_SELF, &usage) == 0);
    if (steps_++ == 0) first_ = usage.ru_minflt;
    last_ = usage.ru_minflt;
  }
  [[nodiscard]] long count() const noexcept { return last_ - first_; }
  [[nodiscard]] int steps() const noexcept { return steps_; }

 private:
  long first_ = 0;
  long last_ = 0;
  int steps_ = 0;
};

}  // namespace

TEST_CASE("the heap's end is not given back and taken anew with each table that SQLite drops") {
  if (has_own_malloc) return;
  constexpr int count = 300;
  soci::session sql(soci::sqlite3, ":memory:");
  Database database = backend::sqlite3(sql);
  const MigrationSet set = tables(count);
  static_cast<void>(Upgrader(database, set).run());
  PageFaults faults;
  DowngradeOptions options;
  options.observer = &faults;
  static_cast<void>(Downgrader(database, set, options).run(Target::base()));
  CHECK(faults.steps() == count);
  CHECK(faults.count() < 5L * count);
}
