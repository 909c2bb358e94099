#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "workloads.hpp"

namespace rung::benchmark {

/// What one participant needed for a workload; medians.
struct Row {
  std::string name;
  std::string failure = {};  ///< What it said, if it could not do it.
  double wall = 0;           ///< Seconds.
  double ratio = 0;          ///< To the first participant, round by round.
  double cpu = 0;            ///< Of the client, in seconds.
  double client_mb = 0;
  double server_mb = 0;
  std::optional<std::size_t> round_trips =
      std::nullopt;  ///< Log-in included; nothing where there is no network.
  std::optional<double> wall_at_1_ms = std::nullopt;
  std::optional<double> wall_at_20_ms = std::nullopt;
};

/// Lets all participants of a workload take their turns: A B C, A B C. Says on stderr what it does.
std::vector<Row> hold(const Workload& workload, BenchmarkDatabase& database, std::size_t rounds);

}  // namespace rung::benchmark
