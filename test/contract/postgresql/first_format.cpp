#include "contract/first_format.hpp"

#include <fstream>
#include <iterator>

#include "contract/postgresql/server_place.hpp"

using namespace rung::test;

TEST_CASE("a PostgreSQL dump with a ledger of the first format is read, written and stepped down",
          "[ledger]") {
  RUNG_ON_POSTGRESQL(place);
  std::ifstream dump(RUNG_TEST_DIR "/contract/format_1/postgresql.sql");
  place.client(PostgresqlTestDatabase::owner).execute({std::istreambuf_iterator<char>(dump), {}});
  check_first_format_lives_on(place);
}
