#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace rung::benchmark {

using Seconds = std::chrono::duration<double>;
using Words = std::vector<std::string>;

/// How a program ran, from outside.
struct Measured {
  Seconds wall{};
  Seconds cpu{};  ///< User and system time.
  int exit_code = 0;
  std::string complaint;  ///< The last line on stderr, if it failed.
};

/// A program that takes longer is killed: its exit code is 137.
constexpr std::chrono::seconds most_time{300};

/// Runs a program to its end. What it prints goes nowhere.
Measured run(const Words& command);

/// The same, with a look at memory about every millisecond; the time is that of a program that is watched.
struct Watched {
  Measured measured;
  std::uint64_t client_kb = 0;  ///< The most anonymous memory that it had (RssAnon of proc(5)).
  std::uint64_t server_kb = 0;  ///< And its session's process in the server; 0 where there is none.
};
/// `find_server` answers with the process that serves the database, or 0 while there is none.
Watched run_watched(const Words& command, const std::function<pid_t()>& find_server);

/// Starts all of them at once, and waits. How many did not exit with 0, and the time of the whole.
struct CrowdResult {
  std::size_t failed = 0;
  Seconds wall{};
};
CrowdResult run_crowd(const Words& command, std::size_t count);

/// The middle one; of an even number the mean of the two in the middle. 0 of none.
double median(std::vector<double> values);

}  // namespace rung::benchmark
