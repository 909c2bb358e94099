#include "support/test_database.hpp"

#include <functional>
#include <map>
#include <stdexcept>

#include "support/sqlite_test_database.hpp"

namespace rung::test {
namespace {

using Factory = std::function<std::unique_ptr<TestDatabase>()>;

const std::map<std::string, Factory>& factories() {
  static const std::map<std::string, Factory> known{
      {"sqlite3", [] { return std::make_unique<SqliteTestDatabase>(); }},
  };
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
