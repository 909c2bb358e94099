#include "sql_flavour.hpp"

#include <map>
#include <stdexcept>
#include <string>

#include <soci/soci.h>

namespace job_queue {
namespace {

/// One writer at a time: whoever takes a job has the database to itself.
SqlFlavour sqlite() {
  return {
      {
          "pragma foreign_keys = on",     // enforced only for a session that asks for it
          "pragma busy_timeout = 10000",  // milliseconds; other workers write, too
      },
      "datetime('now', '+60 seconds')",
      "",
  };
}

SqlFlavour postgresql() {
  return {{}, "current_timestamp + interval '60 seconds'", " for update skip locked"};
}

}  // namespace

const SqlFlavour& flavour_of(const soci::session& sql) {
  static const std::map<std::string, SqlFlavour> flavours{{"sqlite3", sqlite()},
                                                          {"postgresql", postgresql()}};
  const auto found = flavours.find(sql.get_backend_name());
  if (found == flavours.end())
    throw std::invalid_argument("the queue works on SQLite and PostgreSQL, not on " + sql.get_backend_name());
  return found->second;
}

}  // namespace job_queue
