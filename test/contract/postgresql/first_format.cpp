#include "contract/first_format.hpp"

#include "contract/postgresql/server_place.hpp"
#include "support/read_file.hpp"

using namespace rung::test;

TEST_CASE("a PostgreSQL dump with a ledger of the first format is read, written and stepped down",
          "[ledger]") {
  RUNG_ON_POSTGRESQL(place);
  place.client(PostgresqlTestDatabase::owner)
      .execute(read_file(RUNG_TEST_DIR "/contract/format_1/postgresql.sql"));
  check_first_format_lives_on(place);
}
