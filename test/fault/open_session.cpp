#include "fault/open_session.hpp"

#include <stdexcept>
#include <vector>

#include <soci/soci.h>

#include "port/ports.hpp"

namespace rung::test {
namespace {

struct Settings {
  std::vector<std::string> statements;
  std::string read;
};

/// Foreign keys are enforced from the beginning; nothing is synced, for speed.
const Settings& settings_of(Dialect dialect) {
  static const Settings sqlite{{"pragma synchronous = off"}, "pragma foreign_keys"};
  static const Settings postgresql{
      {"set application_name = 'engine'", "set work_mem = '5MB'", "set lock_timeout = '7s'"},
      "select string_agg(concat(name, '=', setting), ' ' order by name) from pg_catalog.pg_settings where "
      "name in "
      "('application_name', 'work_mem', 'lock_timeout', 'search_path', 'client_encoding', 'role')"};
  return dialect == Dialect::postgresql ? postgresql : sqlite;
}

}  // namespace

OpenSession::OpenSession(RestorableDatabase& restorable)
    : restorable_(&restorable), session_(restorable.sessions().open()) {
  for (const std::string& statement : settings_of(restorable.dialect()).statements) *session_ << statement;
  settings_ = settings();
}

bool OpenSession::in_transaction() const { return database().ports().executor().in_transaction(); }

std::string OpenSession::settings() const {
  std::string values;
  try {
    *session_ << settings_of(restorable_->dialect()).read, soci::into(values);
  } catch (const soci::soci_error& error) {
    // In a transaction that has failed.
    values = error.what();
  }
  return values;
}

}  // namespace rung::test
