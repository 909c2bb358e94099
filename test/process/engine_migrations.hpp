#pragma once

#include <cstdint>

#include <rung/migration_set.hpp>

namespace rung::test {

constexpr std::int64_t engine_newest = 30;
/// On PostgreSQL this version builds an index concurrently, outside a transaction.
constexpr std::int64_t engine_outside_version = 12;

/// How the engine's migrations are to be.
struct EngineSettings {
  std::int64_t rows = 10;    ///< That each step writes: how long it takes.
  std::int64_t fail_at = 0;  ///< The version whose last statement is refused; 0: none.
  std::int64_t hang_at = 0;  ///< The version of a routine that never comes back; 0: none.
};

/// Thirty migrations: rows, triggers, indexes, a column that is redefined, a routine; on PostgreSQL also an
/// index that is built concurrently. Of each version the same in either database's words.
MigrationSet sqlite_migrations(const EngineSettings& settings);
MigrationSet postgresql_migrations(const EngineSettings& settings);

}  // namespace rung::test
