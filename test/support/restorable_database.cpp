#include "support/restorable_database.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "support/restorable_sqlite.hpp"
#ifdef RUNG_TEST_POSTGRESQL
#include "support/restorable_postgresql.hpp"
#endif

namespace rung::test {

std::int64_t RestorableDatabase::number(const std::string& sql) {
  const auto found = rows(sql);
  return found.empty() ? 0 : std::stoll(found.front());
}

bool RestorableDatabase::has_ledger() { return has_table("rung_version"); }

std::int64_t RestorableDatabase::head() {
  return has_ledger() ? number("select head from rung_version where catalog = 'main'") : 0;
}

std::string RestorableDatabase::version_row() {
  if (!has_ledger()) return {};
  std::string columns = "catalog";
  for (const char* const column :
       {"head", "chain", "floor", "half_done", "run", "marks", "program", "release", "newest"})
    columns += fmt::format(" || '|' || coalesce(cast({} as text), 'null')", column);
  return fmt::format("{}",
                     fmt::join(rows("select " + columns + " from rung_version order by catalog"), "\n"));
}

std::vector<std::string> RestorableDatabase::ledger() {
  if (!has_ledger()) return {};
  return rows("select direction || ' ' || version || ' ' || outcome from rung_ledger order by id");
}

std::vector<std::string> RestorableDatabase::steps_done() {
  if (!has_ledger()) return {};
  return rows("select direction || ' ' || version from rung_ledger where outcome = 'done' order by id");
}

std::int64_t RestorableDatabase::steps_running() {
  return has_ledger() ? number("select count(*) from rung_ledger where outcome = 'running'") : 0;
}

std::unique_ptr<RestorableDatabase> restorable_database(const std::string& backend) {
#ifdef RUNG_TEST_POSTGRESQL
  if (backend == "postgresql") return std::make_unique<RestorablePostgresql>(shared_postgresql());
#endif
  if (backend != "sqlite3") throw std::invalid_argument("no backend is called " + backend);
  return std::make_unique<RestorableSqlite>();
}

}  // namespace rung::test
