#include <fstream>
#include <iostream>
#include <sys/utsname.h>
#include <thread>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <libpq-fe.h>
#include <sqlite3.h>

#include "contest.hpp"
#include "footprint.hpp"

// Runs the benchmark, and prints its tables in Markdown. `run` beside this file prepares what it needs.

namespace {

using namespace rung::benchmark;  // NOLINT(google-build-using-namespace): a program of the benchmark's

std::string line_of(const std::string& file, const std::string& key) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (line.rfind(key, 0) == 0) return line.substr(line.find_first_not_of(" \t", line.find(':') + 1));
  }
  return "unknown";
}

std::string describe_machine(const std::string& peers) {
  utsname system{};
  uname(&system);
  const double memory_kb = std::stod(line_of("/proc/meminfo", "MemTotal"));
  return fmt::format(
      "{}, {} cores, {:.0f} GB of memory, Linux {}. SQLite {}, libpq {}, {}. Each round trip at \"1 ms\" and "
      "\"20 ms\" takes so "
      "much longer than on loopback.\n",
      line_of("/proc/cpuinfo", "model name"), std::thread::hardware_concurrency(), memory_kb / 1024 / 1024,
      system.release, sqlite3_libversion(), PQlibVersion() / 10000, peers);
}

std::string cell(const std::optional<double>& seconds) {
  if (!seconds) return "";
  return *seconds < Seconds(most_time).count() ? fmt::format("{:.2f} s", *seconds) : "> 5 min";
}

std::string table_of(const std::vector<Row>& rows) {
  std::string table =
      "| | time | of the first | CPU | memory, client | memory, server | round trips | at 1 ms | at 20 ms |\n"
      "|---|---|---|---|---|---|---|---|---|\n";
  for (const Row& row : rows) {
    if (!row.failure.empty()) {
      table += fmt::format("| {} | {} | | | | | | | |\n", row.name, row.failure);
      continue;
    }
    const std::string server = row.server_mb > 0 ? fmt::format("{:.1f} MB", row.server_mb) : "";
    const std::string trips = row.round_trips ? fmt::format("{}", *row.round_trips) : "";
    table += fmt::format("| {} | {:.3f} s | {:.2f} | {:.3f} s | {:.1f} MB | {} | {} | {} | {} |\n", row.name,
                         row.wall, row.ratio, row.cpu, row.client_mb, server, trips, cell(row.wall_at_1_ms),
                         cell(row.wall_at_20_ms));
  }
  return table;
}

struct Options {
  std::size_t rounds = 5;
  std::string only;
  std::string database;
  std::string peers;
  std::uint16_t port = 0;
};

bool wanted(const Options& options, const std::string& workload) {
  return options.only.empty() || options.only == workload;
}

/// Those that are about both databases, or none.
bool wanted_beside_databases(const Options& options, const std::string& workload) {
  return options.database.empty() && wanted(options, workload);
}

void run_database(BenchmarkDatabase& database, const Options& options) {
  if (!options.database.empty() && options.database != database.name()) return;
  for (const Workload& workload : workloads(database)) {
    if (!wanted(options, workload.word)) continue;
    std::cout << fmt::format("\n### {}: {}\n\n", database.name(), workload.title)
              << table_of(hold(workload, database, options.rounds)) << std::flush;
  }
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Measures rung against bare clients and other tools", "rung_benchmark"};
  Options options;
  app.add_option("--rounds", options.rounds, "How often each is timed")->check(CLI::Range(1, 100));
  app.add_option("--only", options.only,
                 "boot, up-1000, down-1000, large, up-10000, down-10000, crowd, footprint or text");
  app.add_option("--database", options.database, "On this database only")
      ->check(CLI::IsMember({"sqlite3", "postgresql"}));
  app.add_option("--peers", options.peers, "The versions of the others, for the description");
  app.add_option("--port", options.port, "Of a PostgreSQL server on 127.0.0.1")->required();
  CLI11_PARSE(app, argc, argv);
  try {
    const auto sqlite = sqlite_in(work_folder());
    const auto postgresql = postgresql_at(options.port);
    std::cout << describe_machine(options.peers);
    run_database(*sqlite, options);
    run_database(*postgresql, options);
    if (wanted_beside_databases(options, "crowd")) {
      std::cout << "\n### 200 programs boot at once on an empty database\n\n"
                   "| | exit 0 | in the ledger | time |\n|---|---|---|---|\n"
                << crowd_row(*sqlite) << crowd_row(*postgresql);
    }
    if (wanted_beside_databases(options, "footprint"))
      std::cout << "\n### Footprint\n\n" << footprint_table(options.rounds);
    if (wanted_beside_databases(options, "text")) std::cout << "\n### Text\n\n" << text_table(options.rounds);
    return 0;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
