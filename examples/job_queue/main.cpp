// A task queue that migrates its own database when it starts: see README.md.
#include <iostream>
#include <optional>
#include <string>

#include <soci/soci.h>

#include <rung/cli.hpp>
#include <rung/error.hpp>
#include <rung/upgrader.hpp>

#include "commands.hpp"
#include "queue.hpp"
#include "routines.hpp"
#include "schema.hpp"
#include "symmetry.hpp"

namespace job_queue {
namespace {

/// Migrates; then the schema is the one that this program knows, or one that it may use.
void boot(rung::Database& database, const rung::cli::Engine& engine) {
  rung::UpgradeOptions options;
  options.program = engine.name;
  options.release = engine.release;
  const rung::MigrationSet& migrations = rung::cli::migrations_for(engine, database);
  const rung::Outcome outcome = rung::Upgrader{database, migrations, options}.run();
  if (outcome.steps == 0) return;
  std::cout << engine.name << ": migrated the database from " << to_string(outcome.from) << " to "
            << to_string(outcome.to) << ", " << outcome.steps << " steps\n";
}

/// The engine's own commands.
int serve(int argc, char** argv, const rung::cli::Engine& engine) {
  Command command;
  if (const std::optional<int> exit_code = parse(argc, argv, engine.name, command)) return *exit_code;

  rung::cli::Connection connection = rung::cli::connect(command.database, engine);
  boot(connection.database, engine);
  Queue queue(*connection.session);
  command.execute(queue, command);
  return 0;
}

rung::cli::Engine engine() {
  rung::cli::Engine engine;
  engine.release = schema::release;
  engine.name = "job_queue-" + engine.release;
  engine.migrations = migrations(rung::Dialect::sqlite);
  engine.other_databases = {migrations(rung::Dialect::postgresql)};
  engine.drivers = {rung::cli::sqlite3(), rung::cli::postgresql()};
  engine.symmetry = symmetry_options;
  return engine;
}

}  // namespace
}  // namespace job_queue

int main(int argc, char** argv) {
  try {
    const rung::cli::Engine engine = job_queue::engine();
    if (rung::cli::wants(argc, argv, engine)) return rung::cli::run(argc, argv, engine);
    return job_queue::serve(argc, argv, engine);
  } catch (const rung::Error& error) {
    std::cerr << error.what() << '\n';
    return rung::cli::exit_code(error);
  } catch (const std::exception& error) {
    std::cerr << "unexpected: " << error.what() << '\n';
    return 1;
  }
}
