#pragma once

#include <string>
#include <vector>

#include "cli/invocation.hpp"

namespace CLI {  // NOLINT(readability-identifier-naming): CLI11 chose it
class App;
}

namespace rung::cli {

/// Everything that CLI11 writes into, before it is checked.
struct RawArguments {
  Invocation invocation;
  std::string database_file;
  std::string format = "auto";
  std::string transaction = "run";
  std::string lock_wait = "60s";
  std::string lock_timeout = "5s";
  std::string redo_count = "1";
  std::vector<std::string> accept;
  std::string from;
  std::string step;
  std::vector<std::string> variables;
  std::string timeout = "60s";
  std::string log = "text";
  std::vector<std::string> skip;
};

/// Tells CLI11 of the commands and options, for the tool or an engine. `raw` must outlive the parsing.
void declare(CLI::App& app, const Engine& engine, Kind kind, RawArguments& raw);

/// "auto, pairs, …": the words of `--format`.
std::string format_words();

}  // namespace rung::cli
