#include "fault/open_file.hpp"

#include <soci/soci.h>
#include <sqlite3.h>

#include <rung/backend/sqlite3.hpp>

#include "backend/sqlite3/native_handle.hpp"

namespace rung::test {

OpenFile::OpenFile(const std::string& path)
    : session_(std::make_unique<soci::session>("sqlite3", "db=" + path)) {
  *session_ << "pragma foreign_keys = on";
  *session_ << "pragma synchronous = off";
}
OpenFile::~OpenFile() = default;

Database OpenFile::database() const { return backend::sqlite3(*session_); }

bool OpenFile::in_transaction() const {
  return sqlite3_get_autocommit(static_cast<sqlite3*>(sqlite::native_handle(*session_))) == 0;
}

bool OpenFile::enforces_foreign_keys() const {
  int on = 0;
  *session_ << "pragma foreign_keys", soci::into(on);
  return on == 1;
}

}  // namespace rung::test
