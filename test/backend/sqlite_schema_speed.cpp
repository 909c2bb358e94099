#include <chrono>
#include <string>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "sqlite_image.hpp"

using namespace rung;  // NOLINT(google-build-using-namespace): a test of many of its names

namespace {

/// Each with a key, five columns, a reference, a check, a default and an index.
std::string many_tables(int count) {
  std::string sql = "create table t0 (id integer primary key);";
  for (int i = 1; i < count; ++i) {
    sql += fmt::format(
        "create table t{0} (id integer primary key, parent_id integer not null references t{1} (id),"
        " name text not null default 'x', state text check (state in ('queued', 'done')), n int);"
        "create index i{0} on t{0} (state, name);",
        i, i - 1);
  }
  return sql;
}

/// How many hundred instructions SQLite's machine executes for the image of a schema.
int work_for(const std::string& sql) {
  test::SqliteImage database(sql);
  (void)database.read();
  int hundreds = 0;
  sqlite3_progress_handler(
      database.handle(), 100,
      [](void* counter) {
        ++*static_cast<int*>(counter);
        return 0;
      },
      &hundreds);
  (void)database.read();
  return hundreds;
}

}  // namespace

TEST_CASE("twice as many tables are twice as much work for SQLite") {
  const int few = work_for(many_tables(100));
  CHECK(few > 10);
  CHECK(work_for(many_tables(200)) < few * 9 / 4);
}

// Hidden, since it depends on the machine.
TEST_CASE("the image of a thousand tables of SQLite's takes less than 0.3 seconds", "[.][speed]") {
  test::SqliteImage database(many_tables(1000));
  const auto begin = std::chrono::steady_clock::now();
  const Schema schema = database.read();
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - begin;
  CHECK(schema.objects().size() > 9000);
  CHECK(elapsed.count() < 0.3);
}
