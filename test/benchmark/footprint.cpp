#include "footprint.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <vector>

#include <fmt/format.h>

#include "bare.hpp"
#include "measure.hpp"
#include "participants.hpp"
#include "text/encoding.hpp"
#include "text/statement_scanner.hpp"
#include "workloads.hpp"

namespace rung::benchmark {
namespace {

std::string output_of(const std::string& command) {
  struct Close {
    void operator()(std::FILE* pipe) const noexcept { pclose(pipe); }
  };
  const std::unique_ptr<std::FILE, Close> pipe(popen(command.c_str(), "r"));
  std::string text;
  for (int c = std::fgetc(pipe.get()); c != EOF; c = std::fgetc(pipe.get())) text += static_cast<char>(c);
  return text;
}

double median_wall(const Words& command, std::size_t rounds) {
  std::vector<double> walls;
  for (std::size_t i = 0; i < rounds; ++i) walls.push_back(run(command).wall.count());
  return median(walls);
}

std::string footprint_row(const std::string& name, const std::string& what, std::size_t rounds) {
  const std::string stripped = work_folder() + "/stripped";
  run({"strip", "-o", stripped, program(name)});
  const std::string libraries = output_of("ldd " + program(name));
  const auto links = [&](const char* library) {
    return libraries.find(library) == std::string::npos ? "no" : "yes";
  };
  constexpr double milliseconds = 1000;
  return fmt::format("| {} | {:.0f} kB | {} | {:.1f} ms | {} | {} |\n", what,
                     static_cast<double>(std::filesystem::file_size(stripped)) / 1024,
                     std::count(libraries.begin(), libraries.end(), '\n'),
                     median_wall({program(name)}, rounds * 10) * milliseconds, links("libsqlite3."),
                     links("libpq."));
}

template <typename Function>
double gigabytes_a_second(std::size_t rounds, std::size_t size, const Function& function) {
  std::vector<double> speeds;
  for (std::size_t i = 0; i < rounds; ++i) {
    const auto start = std::chrono::steady_clock::now();
    function();
    const Seconds took = std::chrono::steady_clock::now() - start;
    speeds.push_back(static_cast<double>(size) / took.count() / 1e9);
  }
  return median(speeds);
}

void scan(const std::string& text, Dialect dialect) {
  text::StatementScanner scanner(dialect, {});
  for (std::size_t at = 0; at < text.size(); at += group_size) {
    scanner.feed(std::string_view(text).substr(at, group_size));
    while (scanner.next()) {
    }
  }
  static_cast<void>(scanner.finish());
}

}  // namespace

std::string footprint_table(std::size_t rounds) {
  std::string table =
      "| program | size, stripped | shared libraries | start to end | links SQLite | links libpq |\n"
      "|---|---|---|---|---|---|\n";
  for (const std::string database : {"sqlite3", "postgresql"}) {
    table += footprint_row("bare_session_" + database, "a SOCI session, " + database, rounds);
    table += footprint_row("engine_" + database + "_small-1", "the same with rung and one migration", rounds);
    table += footprint_row("engine_" + database + "_rows-10000", "the same with 10,000 migrations", rounds);
  }
  return table;
}

std::string text_table(std::size_t rounds) {
  const std::string out = work_folder() + "/embedded";
  const Words embed{RUNG_BENCHMARK_EMBED,
                    "--directory",
                    std::string(RUNG_BENCHMARK_INPUTS) + "/large/pairs",
                    "--dialect",
                    "postgresql",
                    "--text",
                    "incbin",
                    "--name",
                    "migrations",
                    "--namespace",
                    "large",
                    "--source",
                    out + ".cpp",
                    "--header",
                    out + ".hpp",
                    "--depfile",
                    out + ".d"};
  const Words compile{RUNG_BENCHMARK_COMPILER, "-std=c++17", "-c", "-I",      RUNG_BENCHMARK_INCLUDE, "-I",
                      work_folder(),           out + ".cpp", "-o", out + ".o"};
  const Watched watched = run_watched(embed, [] { return 0; });
  std::string table = "| work | result |\n|---|---|\n";
  table += fmt::format("| `rung-embed` of the large script | {:.2f} s, {:.0f} MB of anonymous memory |\n",
                       median_wall(embed, rounds), static_cast<double>(watched.client_kb) / 1024);
  table += fmt::format("| the compiler on what it wrote | {:.2f} s |\n", median_wall(compile, rounds));
  const std::string text = whole_file(std::string(RUNG_BENCHMARK_INPUTS) + "/large/up.sql");
  for (const auto& [dialect, name] :
       {std::pair(Dialect::sqlite, "SQLite"), {Dialect::postgresql, "PostgreSQL"}}) {
    table += fmt::format("| scanning the large script, {} | {:.2f} GB/s |\n", name,
                         gigabytes_a_second(rounds, text.size(), [&, d = dialect] { scan(text, d); }));
  }
  table += fmt::format("| looking whether it is UTF-8 | {:.2f} GB/s |\n",
                       gigabytes_a_second(rounds, text.size(), [&] { text::EncodingCheck().add(text); }));
  return table;
}

std::string crowd_row(BenchmarkDatabase& database) {
  constexpr std::size_t programs = 200;
  database.renew();
  const CrowdResult result = run_crowd({program("crowd_" + database.name()), database.for_url()}, programs);
  return fmt::format("| {} | {} of {} | {} | {:.1f} s |\n", database.name(), programs - result.failed,
                     programs, database.count_steps(), result.wall.count());
}

}  // namespace rung::benchmark
