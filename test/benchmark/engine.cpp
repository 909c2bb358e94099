#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include <soci/soci.h>

#include <rung/downgrader.hpp>
#include <rung/upgrader.hpp>

#include "engine_database.hpp"
#include <benchmark_set/migrations.hpp>

// engine DATABASE up|down run|step: a program with its migrations compiled in, and without a command line.

int main(int argc, char** argv) {
  try {
    const std::vector<std::string> words(argv + 1, argv + argc);
    // Only what starting costs.
    if (words.empty()) return benchmark_set::migrations().empty() ? 1 : 0;
    soci::session sql(rung::benchmark::factory(), words.at(0));
    rung::Database database = rung::benchmark::database(sql);
    const rung::Grouping grouping = words.at(2) == "step" ? rung::Grouping::step : rung::Grouping::run;
    if (words.at(1) == "up") {
      rung::UpgradeOptions options;
      options.grouping = grouping;
      static_cast<void>(rung::Upgrader(database, benchmark_set::migrations(), options).run());
    } else {
      rung::DowngradeOptions options;
      options.grouping = grouping;
      static_cast<void>(
          rung::Downgrader(database, benchmark_set::migrations(), options).run(rung::Target::base()));
    }
    return 0;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
