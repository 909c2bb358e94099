#include "support/test_database.hpp"

#include <functional>
#include <map>
#include <stdexcept>

#include "support/sqlite_test_database.hpp"
#ifdef RUNG_TEST_POSTGRESQL
#include "support/postgresql_test_database.hpp"
#endif

namespace rung::test {
namespace {

using Factory = std::function<std::unique_ptr<TestDatabase>()>;

const std::map<std::string, Factory>& factories() {
  static const auto known = [] {
    std::map<std::string, Factory> made{{"sqlite3", [] { return std::make_unique<SqliteTestDatabase>(); }}};
#ifdef RUNG_TEST_POSTGRESQL
    if (can_start_postgresql())
      made["postgresql"] = [] { return std::make_unique<PostgresqlTestDatabase>(); };
#endif
    return made;
  }();
  return known;
}

}  // namespace

std::vector<std::string> backends() {
  std::vector<std::string> names;
  for (const auto& [name, factory] : factories()) names.push_back(name);
  return names;
}

std::unique_ptr<TestDatabase> fresh_database(const std::string& backend) {
  const auto found = factories().find(backend);
  if (found == factories().end()) throw std::invalid_argument("no backend is called " + backend);
  return found->second();
}

}  // namespace rung::test
