#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "databases.hpp"
#include "measure.hpp"

namespace rung::benchmark {

/// What can migrate: the whole way up, and the whole way down.
struct Tool {
  std::string name;
  std::function<Words(const BenchmarkDatabase&)> up;
  std::function<Words(const BenchmarkDatabase&)> down = nullptr;  ///< Null: it is not measured.
  bool forgets_the_way = false;  ///< Steps down one at a time, in a program each.
};

/// The path of one of the benchmark's own programs.
std::string program(const std::string& name);

/// The database's C library, with no program around it. `commits`: "run", "step" or "packed".
Tool bare_small(const std::string& set, const std::string& commits, const std::string& name);
Tool bare_large(const std::string& form, const std::string& name);
Tool bare_boot();
/// The same through SOCI: what a program that uses SOCI pays without rung.
Tool bare_session();

/// rung, with the set compiled in, and from a folder. `commits`: "run" or "step". `format`: "goose", a file a
/// migration as the peers have it, or "pairs", two.
Tool engine(const BenchmarkDatabase& database, const std::string& set, const std::string& commits);
Tool rung_folder(const std::string& set, const std::string& commits, const std::string& format = "goose");

/// https://github.com/amacneil/dbmate and https://github.com/rubenv/sql-migrate.
Tool dbmate(const std::string& set, std::size_t count);
Tool sql_migrate(const std::string& set);

}  // namespace rung::benchmark
