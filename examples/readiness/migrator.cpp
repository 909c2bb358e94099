// May migrate, does so, and ends: migrator FILE
#include <iostream>

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <rung/backend/sqlite3.hpp>
#include <rung/upgrader.hpp>

#include "schema.hpp"

int main(int argc, char** argv) try {
  soci::session sql(soci::sqlite3, argc > 1 ? argv[1] : "readiness.db");
  rung::Database database = rung::backend::sqlite3(sql);
  const rung::Outcome outcome = rung::Upgrader{database, schema()}.run();
  std::cout << "at version " << to_string(outcome.to) << ", " << outcome.steps << " steps\n";
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
