#pragma once

#include <functional>
#include <optional>
#include <string>

namespace job_queue {

class Queue;

/// What the command line says, for all of the engine's own commands.
struct Command {
  std::function<void(Queue&, const Command&)> execute;
  std::string database;
  std::string tenant = "acme";
  std::string job;
  std::string input;
  std::string worker = "worker-1";
  std::string address = "localhost";
  int count = 0;  ///< Attempts to make; 0: as many as there are jobs.
};

/// Fills `command`. Returns what the program exits with where there is nothing to execute: help was asked
/// for, or what is said is wrong; that is printed.
std::optional<int> parse(int argc, char** argv, const std::string& program, Command& command);

}  // namespace job_queue
