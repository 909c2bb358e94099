#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "databases.hpp"
#include "measure.hpp"

namespace rung::benchmark {

/// Who does a workload.
struct Participant {
  std::string name;
  /// What is measured. Told with the database's address as it is at that moment.
  std::function<Words(const BenchmarkDatabase&)> command;
  /// What has to be done before, in an empty database; null: nothing.
  std::function<Words(const BenchmarkDatabase&)> before = nullptr;
  /// Takes so many round trips that it is not run over a slow network.
  bool only_near = false;
};

struct Workload {
  std::string word;  ///< For `--only`.
  std::string title;
  std::vector<Participant> participants;  ///< The first is the one that the others are compared with.
  std::size_t most_rounds = 100;
  /// Done once, in an empty database, for all participants and rounds: they change nothing. Null: each run
  /// has a database to itself.
  std::function<void(BenchmarkDatabase&)> before_all = nullptr;
};

/// What is run on this database.
std::vector<Workload> workloads(const BenchmarkDatabase& database);

/// Where the benchmark keeps what it writes.
std::string work_folder();

}  // namespace rung::benchmark
