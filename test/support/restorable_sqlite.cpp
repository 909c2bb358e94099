#include "support/restorable_sqlite.hpp"

#include <boost/filesystem.hpp>

namespace rung::test {
namespace fs = boost::filesystem;

void RestorableSqlite::remember() {
  // A file that nothing was ever written to has no page to copy.
  if (!fs::exists(database_.file().path())) database_.file().execute("vacuum");
  fs::copy_file(database_.file().path(), folder_.path() / "start.db", fs::copy_option::overwrite_if_exists);
}

void RestorableSqlite::go_back() {
  fs::remove(database_.file().path());
  fs::remove(database_.file().path() + "-journal");
  fs::copy_file(folder_.path() / "start.db", database_.file().path());
}

std::vector<std::string> RestorableSqlite::damage() {
  auto found = rows("pragma integrity_check");
  if (found == std::vector<std::string>{"ok"}) found.clear();
  return found;
}

bool RestorableSqlite::has_table(const std::string& name) {
  return number("select count(*) from sqlite_schema where type = 'table' and name = '" + name + "'") != 0;
}

}  // namespace rung::test
