// A small engine, built twice: with its commands at the top, and under the prefix `schema`.
#include <fstream>
#include <iostream>
#include <iterator>

#include <rung/cli.hpp>
#include <rung/error.hpp>

namespace {

/// Shows what other users of the machine see of this process.
rung::cli::Connection show_arguments(const std::string& /*url*/, const rung::cli::OpenOptions& /*options*/) {
  std::ifstream stream("/proc/self/cmdline", std::ios::binary);
  std::cout << std::string(std::istreambuf_iterator<char>(stream), {}) << std::flush;
  throw rung::ConnectionError("only looked", rung::CatalogState::untouched(), rung::Retry::useless);
}

rung::MigrationSet migrations() {
  return {{
              {1, "create_task", rung::Script{"create table task (id integer primary key)"},
               rung::Script{"drop table task"}},
              {2, "add_title", rung::Script{"alter table task add column title text"},
               rung::Script{"alter table task drop column title"}},
              {3, "create_note", rung::Script{"create table note (id integer primary key)"},
               rung::Script{"drop table note"}},
          },
          {{"v1.3.0", 1}, {"v1.4", 2}, {"v2.0", 3}}};
}

}  // namespace

int main(int argc, char** argv) {
  rung::cli::Engine engine{
      "engine",           migrations(),     "v2.0", {rung::cli::sqlite3(), {{"look"}, show_arguments}},
      RUNG_TEST_DATABASE, RUNG_TEST_PREFIX, {}};
  engine.symmetry = [](rung::Dialect dialect) {
    rung::testing::SymmetryOptions options;
    options.skip = {{2, "as the engine says on " + std::string(to_string(dialect))}};
    return options;
  };
  if (rung::cli::wants(argc, argv, engine)) return rung::cli::run(argc, argv, engine);
  std::cout << "serving\n";
  return 0;
}
