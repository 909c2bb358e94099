#include <iostream>

#include <fmt/core.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <rung/backend/sqlite3.hpp>
#include <rung/upgrader.hpp>

int main() {
  soci::session sql(soci::sqlite3, "db=:memory:");
  rung::Database database = rung::backend::sqlite3(sql);
  const rung::MigrationSet migrations{{{1, "a", rung::Script{"create table a(id integer)"}}}};
  const auto outcome = rung::Upgrader{database, migrations}.run();
  std::cout << fmt::greeting() << ", rung is at version " << to_string(outcome.to) << '\n';
}
