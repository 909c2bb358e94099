#include <iostream>
#include <utility>

#include <rung/cli.hpp>
#include <rung/error.hpp>
#include <rung/load_directory.hpp>

#include "cli/arguments.hpp"
#include "cli/commands.hpp"
#include "cli/driver_choice.hpp"
#include "cli/interruption.hpp"
#include "cli/invocation.hpp"
#include "cli/json_log.hpp"
#include "cli/step_printer.hpp"
#include "cli/symmetry_command.hpp"
#include "source/new_migration.hpp"

namespace rung::cli {
namespace {

enum ExitCode {
  done = 0,
  unexpected = 1,
  refused = 3,
  newer = 4,
  failed = 5,
  needs_repair = 6,
  timed_out = 7,
  no_connection = 8
};

MissingFile missing_file(const Invocation& invocation) {
  if (invocation.command != Command::upgrade) return MissingFile::refuse;
  return invocation.rehearse == Rehearse::dry_run ? MissingFile::stand_in : MissingFile::create;
}

void print_error(const Invocation& invocation, const Error& error, int code) {
  if (invocation.log == Log::json) return log_error(error, code);
  std::cerr << error.what() << '\n';
}

std::function<void(std::string_view, std::chrono::milliseconds)> told_of_waiting(
    const Invocation& invocation) {
  if (invocation.log == Log::json) return log_waiting;
  return print_waiting;
}

int execute(const Invocation& invocation, const Engine& engine) {
  if (invocation.command == Command::symmetry) return prove_symmetry(invocation, engine, std::cout);
  // A folder that cannot be read must not leave an empty file behind.
  Connection connection = driver_for(invocation.database_url, engine.drivers)
                              .open(invocation.database_url,
                                    {missing_file(invocation), invocation.options.lock_wait,
                                     [&engine] { engine.migrations.read(); }, told_of_waiting(invocation)});
  const Interruption interruption(connection.database);
  try {
    return execute(invocation, migrations_for(engine, connection.database), connection.database, std::cout);
  } catch (const Error& error) {
    std::cout << std::flush;
    const int code = Interruption::happened() ? failed : exit_code(error);
    print_error(invocation, error, code);
    return code;
  }
}

int create(const Invocation& invocation) {
  const auto paths = source::create_migration(invocation.migrations, invocation.format, invocation.new_name,
                                              std::chrono::system_clock::now());
  for (const std::string& path : paths) std::cout << path << '\n';
  return done;
}

/// The tool as an engine with the migrations of its folder.
Engine loaded(Engine tool, const Invocation& invocation) {
  // A URL that nobody can open is said first; the dialect is the database's, once it is known.
  driver_for(invocation.database_url, tool.drivers);
  // Who asks for more than the names needs all of it, and is told what is wrong before anything is touched.
  const Reading reading = invocation.command == Command::upgrade ? Reading::when_needed : Reading::now;
  tool.migrations =
      load_directory(invocation.migrations, {invocation.format, Dialect::any, reading, invocation.variables});
  return tool;
}

int run_as(int argc, char** argv, const Engine& engine, Kind kind) {
  const std::vector<std::string> arguments = spelled_out(argc, argv);
  blank_passwords(argc, argv);
  Invocation invocation;
  try {
    invocation = read_arguments(arguments, engine, kind);
    if (invocation.command == Command::create) return create(invocation);
    return kind == Kind::tool ? execute(invocation, loaded(engine, invocation)) : execute(invocation, engine);
  } catch (const Finished& finished) {
    return finished.exit_code;
  } catch (const Error& error) {
    print_error(invocation, error, exit_code(error));
    return exit_code(error);
  } catch (const std::exception& error) {
    std::cerr << "unexpected: " << error.what() << '\n';
    return unexpected;
  }
}

}  // namespace

int exit_code(const Error& error) noexcept {
  if (dynamic_cast<const NewerDatabase*>(&error) != nullptr) return newer;
  if (dynamic_cast<const ExecutionError*>(&error) != nullptr) return failed;
  if (dynamic_cast<const LockError*>(&error) != nullptr) return timed_out;
  if (dynamic_cast<const ConnectionError*>(&error) != nullptr) return no_connection;
  if (const auto* ledger = dynamic_cast<const LedgerError*>(&error)) {
    return ledger->kind() == LedgerError::Kind::interrupted ? needs_repair : refused;
  }
  return refused;
}

int run(int argc, char** argv, const Engine& engine) { return run_as(argc, argv, engine, Kind::engine); }

int run_tool(int argc, char** argv, std::vector<Driver> drivers) {
  Engine tool;
  tool.name = "rung";
  tool.drivers = std::move(drivers);
  return run_as(argc, argv, tool, Kind::tool);
}

}  // namespace rung::cli
