// The fewest lines that migrate at boot: minimal FILE
#include <iostream>

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <rung/backend/sqlite3.hpp>
#include <rung/upgrader.hpp>

int main(int argc, char** argv) try {
  const rung::MigrationSet migrations{{
      {1, "create_note", rung::Script{"create table note (id integer primary key, text text not null)"},
       rung::Script{"drop table note"}},
      {2, "add_author", rung::Script{"alter table note add column author text not null default ''"},
       rung::Script{"alter table note drop column author"}},
  }};

  soci::session sql(soci::sqlite3, argc > 1 ? argv[1] : "minimal.db");
  rung::Database database = rung::backend::sqlite3(sql);
  const rung::Outcome outcome = rung::Upgrader{database, migrations}.run();

  sql << "insert into note (text, author) values ('hello', 'me')";
  std::cout << "at version " << to_string(outcome.to) << ", " << outcome.steps << " steps\n";
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
