#include "contract/sets.hpp"

#include <utility>

#include <fmt/format.h>

namespace rung::test {
namespace {

Migration table(std::int64_t version) {
  return {version, fmt::format("step_{}", version),
          Script{fmt::format("create table t{0}(id integer primary key, name text);\n"
                             "insert into t{0} values ({0}, 'row of {0}');",
                             version)},
          Script{fmt::format("drop table t{}", version)}};
}

}  // namespace

Migrations tables(std::int64_t first, std::int64_t last) {
  Migrations migrations;
  for (std::int64_t version = first; version <= last; ++version) migrations.push_back(table(version));
  return migrations;
}

Migrations plugin_tables(std::int64_t first, std::int64_t last) {
  Migrations migrations;
  for (std::int64_t version = first; version <= last; ++version) {
    migrations = migrations + script(version, fmt::format("create table plugin{} (n int)", version),
                                     fmt::format("drop table plugin{}", version));
  }
  return migrations;
}

Migrations one_table_and_rows(std::int64_t count) {
  Migrations result = tables(1, 1);
  for (std::int64_t version = 2; version <= count; ++version) {
    result = std::move(result) + script(version, fmt::format("insert into t1 values ({}, 'row')", version),
                                        fmt::format("delete from t1 where id = {}", version));
  }
  return result;
}

Migrations readable_since(std::int64_t version, std::int64_t oldest_reader) {
  Migration migration = table(version);
  migration.oldest_reader = Version{oldest_reader};
  return {migration};
}

Migrations script(std::int64_t version, const std::string& up, const std::string& down,
                  Transaction transaction) {
  return {{version, fmt::format("step_{}", version), Script{up, transaction}, Script{down, transaction}}};
}

Migrations broken(std::int64_t version) {
  return script(version, "insert into no_such_table values (1)", "");
}

Migrations routine(std::int64_t version, RoutineFunction function) {
  return {{version, fmt::format("step_{}", version),
           Routine{fmt::format("routine_{}/1", version), std::move(function)}, Script{""}}};
}

Migrations irreversible(std::int64_t version, const std::string& reason) {
  Migration migration = table(version);
  migration.down = Irreversible{reason};
  return {migration};
}

Migrations operator+(Migrations first, const Migrations& more) {
  first.insert(first.end(), more.begin(), more.end());
  return first;
}

MigrationSet v1_4() { return {tables(1, 30), {{"v1.0", 10}, {"v1.4", 30}}}; }

MigrationSet v2_0() { return {tables(1, 40), {{"v1.0", 10}, {"v1.4", 30}, {"v2.0", 40}}}; }

MigrationSet v2_0_1() { return {tables(1, 40), {{"v1.0", 10}, {"v1.4", 30}, {"v2.0", 40}, {"v2.0.1", 40}}}; }

}  // namespace rung::test
