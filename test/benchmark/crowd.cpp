#include <exception>
#include <iostream>

#include <rung/cli.hpp>
#include <rung/upgrader.hpp>

#include <benchmark_set/migrations.hpp>

// crowd URL: one of many programs that boot at once, and wait for a server that has no connection left.

int main(int /*argc*/, char** argv) {
  try {
    rung::cli::Engine engine;
    engine.name = "crowd";
    engine.drivers = {rung::cli::sqlite3(), rung::cli::postgresql()};
    rung::cli::Connection connection = rung::cli::connect(argv[1], engine);
    rung::UpgradeOptions options;
    options.lock_wait = std::chrono::minutes(5);
    static_cast<void>(rung::Upgrader(connection.database, benchmark_set::migrations(), options).run());
    return 0;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
