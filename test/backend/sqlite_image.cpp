#include "sqlite_image.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>

#include "backend/sqlite3/sqlite_ports.hpp"

namespace rung::test {

SqliteImage::SqliteImage() {
  ::sqlite3* handle = nullptr;
  const int code = sqlite3_open(":memory:", &handle);
  handle_.reset(handle);
  if (code != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(handle));
}

void SqliteImage::execute(const std::string& sql) {
  if (sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    throw std::runtime_error(sqlite3_errmsg(handle_.get()));
}

Schema SqliteImage::read(const LeftOut& left_out) {
  return sqlite::SchemaReader(handle_.get()).read(left_out);
}

Schema image_of(const std::string& sql) { return SqliteImage(sql).read(); }

std::vector<std::string> differences(const Schema& before, const Schema& after) {
  const std::vector<SchemaDifference> found = diff(before, after);
  std::vector<std::string> names;
  std::transform(found.begin(), found.end(), std::back_inserter(names),
                 [](const SchemaDifference& difference) { return name_of(difference); });
  return names;
}

std::string property(const Schema& schema, const std::string& kind, const std::string& parent,
                     const std::string& name, const std::string& property) {
  const SchemaObject* const object = schema.find(kind, parent, name);
  return object == nullptr ? std::string{} : std::string(object->property(property));
}

}  // namespace rung::test
