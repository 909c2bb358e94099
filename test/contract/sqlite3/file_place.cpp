#include "contract/sqlite3/file_place.hpp"

#include <soci/soci.h>

#include "backend/sqlite3/native_handle.hpp"
#include "support/read_file.hpp"

namespace rung::test {

std::string FilePlace::bytes() { return read_file(file().path()); }

std::int64_t number(soci::session& session, const std::string& sql) {
  long long value = 0;
  session << sql, soci::into(value);
  return value;
}

sqlite3* handle_of(soci::session& session) { return static_cast<sqlite3*>(sqlite::native_handle(session)); }

}  // namespace rung::test
