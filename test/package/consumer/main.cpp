#include <iostream>
#include <string>

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <rung/backend/sqlite3.hpp>
#include <rung/downgrader.hpp>
#include <rung/library_version.hpp>
#include <rung/upgrader.hpp>

#include <consumer/migrations.hpp>

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  soci::session sql(soci::sqlite3, "db=\"" + std::string(argv[1]) + "\"");  // blanks may stand in it
  rung::Database database = rung::backend::sqlite3(sql);
  const rung::MigrationSet migrations = consumer::migrations();
  const auto up = rung::Upgrader{database, migrations}.run();
  const auto down = rung::Downgrader{database, migrations}.run(rung::Target::base());
  std::cout << "rung " << rung::version() << ": " << up.steps << " up, " << down.steps << " down\n";
}
