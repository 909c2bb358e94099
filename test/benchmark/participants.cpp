#include "participants.hpp"

#include <fstream>

#include <fmt/format.h>

#include "workloads.hpp"

namespace rung::benchmark {
namespace {

std::string input(const std::string& set, const std::string& part) {
  return fmt::format("{}/{}/{}", RUNG_BENCHMARK_INPUTS, set, part);
}

}  // namespace

std::string program(const std::string& name) { return fmt::format("{}/{}", RUNG_BENCHMARK_PROGRAMS, name); }

std::string work_folder() { return RUNG_BENCHMARK_WORK; }

Tool bare_small(const std::string& set, const std::string& commits, const std::string& name) {
  const auto go = [=](const std::string& direction, const std::string& how) {
    return [=](const BenchmarkDatabase& database) -> Words {
      return {program("bare_" + database.name()),
              database.for_client(),
              "small",
              direction,
              input(set, direction + ".sql"),
              how};
    };
  };
  return {name, go("up", commits), go("down", commits)};
}

Tool bare_large(const std::string& form, const std::string& name) {
  return {name, [=](const BenchmarkDatabase& database) -> Words {
            return {program("bare_" + database.name()), database.for_client(), "large",
                    input("large", "up.sql"), form};
          }};
}

Tool bare_session() {
  return {"SOCI session, connect and select", [](const BenchmarkDatabase& database) -> Words {
            return {program("bare_session_" + database.name()), database.for_soci()};
          }};
}

Tool bare_boot() {
  return {"bare client, connect and select", [](const BenchmarkDatabase& database) -> Words {
            return {program("bare_" + database.name()), database.for_client(), "boot"};
          }};
}

Tool engine(const BenchmarkDatabase& database, const std::string& set, const std::string& commits) {
  const std::string path = program(fmt::format("engine_{}_{}", database.name(), set));
  const auto go = [=](const std::string& direction) {
    return [=](const BenchmarkDatabase& at) -> Words { return {path, at.for_soci(), direction, commits}; };
  };
  return {"**rung, compiled in**", go("up"), go("down")};
}

Tool rung_folder(const std::string& set, const std::string& commits, const std::string& format) {
  const auto go = [=](const Words& command) {
    return [=](const BenchmarkDatabase& database) {
      Words words{RUNG_BENCHMARK_TOOL, "--database", database.for_url(), "--migrations", input(set, format),
                  "--transaction",     commits};
      words.insert(words.end(), command.begin(), command.end());
      return words;
    };
  };
  const std::string name = format == "pairs" ? "**rung, a folder of pairs**" : "**rung, a folder**";
  return {name, go({"upgrade"}), go({"downgrade", "--to", "base"})};
}

Tool dbmate(const std::string& set, std::size_t count) {
  const auto words = [=](const BenchmarkDatabase& database, const std::string& command) -> Words {
    return {RUNG_BENCHMARK_DBMATE, "--url", database.for_url(), "--migrations-dir", input(set, "dbmate"),
            "--no-dump-schema",    command};
  };
  Tool tool{"dbmate", [=](const BenchmarkDatabase& database) { return words(database, "migrate"); }};
  if (count > 1000) return tool;
  tool.forgets_the_way = true;
  tool.down = [=](const BenchmarkDatabase& database) -> Words {
    std::string once;
    for (const std::string& word : words(database, "rollback")) once += "'" + word + "' ";
    return {"sh", "-ec", fmt::format("i=0; while [ $i -lt {} ]; do {}; i=$((i + 1)); done", count, once)};
  };
  return tool;
}

Tool sql_migrate(const std::string& set) {
  const auto go = [=](const Words& command) {
    return [=](const BenchmarkDatabase& database) {
      const std::string file = work_folder() + "/sql-migrate.yml";
      std::ofstream(file) << "benchmark:\n"
                          << database.for_sql_migrate() << "  dir: " << input(set, "sql-migrate") << '\n';
      Words words{"sql-migrate"};
      words.insert(words.end(), command.begin(), command.end());
      words.insert(words.end(), {"-config", file, "-env", "benchmark"});
      return words;
    };
  };
  return {"sql-migrate", go({"up"}), go({"down", "-limit", "0"})};
}

}  // namespace rung::benchmark
