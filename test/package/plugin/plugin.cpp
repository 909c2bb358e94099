#include <soci/soci.h>

#include <rung/backend/postgresql.hpp>
#include <rung/backend/sqlite3.hpp>
#include <rung/downgrader.hpp>
#include <rung/load_directory.hpp>
#include <rung/upgrader.hpp>

extern "C" __attribute__((visibility("default"))) void plugin_migrate(soci::session& session,
                                                                      const char* folder,
                                                                      bool is_postgresql) {
  rung::Database database =
      is_postgresql ? rung::backend::postgresql(session) : rung::backend::sqlite3(session);
  rung::Upgrader{database, rung::load_directory(folder, {})}.run();
}
