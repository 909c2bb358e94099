#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include <sqlite3.h>

#include "contract/place.hpp"
#include "support/sqlite_test_database.hpp"

namespace rung::test {

/// A place whose database is a SQLite file, with what only SQLite has.
class FilePlace : public Place {
 public:
  FilePlace() : Place("sqlite3") {}

  [[nodiscard]] const SqliteFile& file() { return static_cast<SqliteTestDatabase&>(database()).file(); }
  /// Without foreign keys.
  void execute_raw(const std::string& sql) { file().execute(sql); }
  /// The file's content.
  [[nodiscard]] std::string bytes();
};

/// The first column of the first row.
std::int64_t number(soci::session& session, const std::string& sql);

/// SQLite's own handle of a session.
sqlite3* handle_of(soci::session& session);

}  // namespace rung::test
