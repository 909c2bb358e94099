// An engine that is killed, crowded and interrupted by the tests. Its environment says how:
//   ROWS      rows that each step writes: how long a step takes (default 10)
//   FAIL_AT   version whose last statement is refused
//   HANG_AT   version of a routine that never comes back
#include <cstdlib>
#include <string>

#include <rung/cli.hpp>

#include "process/engine_migrations.hpp"

namespace {

std::int64_t setting(const char* name, std::int64_t otherwise) {
  const char* const text = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nothing sets it
  return text == nullptr ? otherwise : std::stoll(text);
}

}  // namespace

int main(int argc, char** argv) {
  const rung::test::EngineSettings settings{setting("ROWS", 10), setting("FAIL_AT", 0),
                                            setting("HANG_AT", 0)};
  rung::cli::Engine engine{
      "engine", rung::test::sqlite_migrations(settings), "", {rung::cli::sqlite3()}, "", "", {}};
#ifdef RUNG_POSTGRESQL
  engine.drivers.push_back(rung::cli::postgresql());
  engine.other_databases.push_back(rung::test::postgresql_migrations(settings));
#endif
  return rung::cli::run(argc, argv, engine);
}
