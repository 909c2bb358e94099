// Where the sanitizer puts its own malloc in place of the C library's, there is nothing to see.
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)

#include <chrono>
#include <string>
#include <unistd.h>
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

MigrationSet tables(int count) {
  std::vector<Migration> steps;
  for (int i = 1; i <= count; ++i) {
    const std::string table = "t" + std::to_string(i);
    steps.push_back({Version{i}, table, Script("create table " + table + " (id integer, name text unique);"),
                     Script("drop table " + table + ";")});
  }
  return MigrationSet(std::move(steps));
}

/// How often the heap's end was elsewhere, of the steps told of.
class HeapEnd : public Observer {
 public:
  void step_done(const Step& /*step*/, std::chrono::milliseconds /*elapsed*/) override {
    const void* const end = sbrk(0);
    if (end != end_) ++moves_;
    end_ = end;
  }
  [[nodiscard]] int moves() const noexcept { return moves_; }

 private:
  const void* end_ = nullptr;
  int moves_ = 0;
};

}  // namespace

TEST_CASE("the heap's end is not given back and taken anew with each table that SQLite drops") {
  constexpr int count = 300;
  soci::session sql(soci::sqlite3, ":memory:");
  Database database = backend::sqlite3(sql);
  const MigrationSet set = tables(count);
  static_cast<void>(Upgrader(database, set).run());
  HeapEnd heap_end;
  DowngradeOptions options;
  options.observer = &heap_end;
  static_cast<void>(Downgrader(database, set, options).run(Target::base()));
  CHECK(heap_end.moves() > 0);
  CHECK(heap_end.moves() < count / 10);
}

#endif
