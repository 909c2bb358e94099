#include "support/sqlite_test_database.hpp"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <rung/backend/sqlite3.hpp>

namespace rung::test {

std::unique_ptr<soci::session> SqliteTestDatabase::open() {
  auto session = std::make_unique<soci::session>(soci::sqlite3, "db=" + file_.path());
  *session << "pragma foreign_keys = on";
  if (!attached_.empty())
    *session << "attach database '" << folder_.name(attached_ + ".db") << "' as " << attached_;
  return session;
}

std::unique_ptr<soci::session> SqliteTestDatabase::open_reader() {
  auto session = open();
  *session << "pragma query_only = on";
  return session;
}

Database SqliteTestDatabase::wrap(soci::session& session) { return backend::sqlite3(session); }

std::string SqliteTestDatabase::add_schema() { return attached_ = "elsewhere"; }

std::string SqliteTestDatabase::outside_script() const {
  return "pragma user_version = 61;\npragma application_id = 62;";
}

std::string SqliteTestDatabase::failing_outside_script() const {
  return "pragma user_version = 61;\nattach database '" + folder_.name("no/such/folder/x.db") +
         "' as nowhere;";
}

std::string SqliteTestDatabase::edited_outside_script() const {
  return "pragma user_version = 1;\npragma application_id = 62;";
}

std::string SqliteTestDatabase::undo_of_outside_script() const { return "pragma user_version = 0"; }

}  // namespace rung::test
