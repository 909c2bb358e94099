#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <rung/cli.hpp>
#include <rung/downgrader.hpp>
#include <rung/format.hpp>
#include <rung/run_options.hpp>
#include <rung/upgrader.hpp>
#include <rung/version.hpp>

#include "cli/progress_line.hpp"
#include "text/interpolation.hpp"

namespace rung::cli {

enum class Command { upgrade, downgrade, redo, status, history, verify, repair, wait, symmetry, create };
enum class Output { text, json };
enum class Rehearse { no, dry_run };
enum class Log { text, json };

/// What only `symmetry` can be told.
struct SymmetryArguments {
  std::optional<Version> from;
  std::optional<Version> to;
  std::vector<Version> skip;
  std::vector<std::pair<Version, std::string>> accept;  ///< Names of findings.
  ColumnOrder column_order = ColumnOrder::compared;
};

/// What the arguments say, read and checked.
struct Invocation {
  Command command = Command::status;
  std::string database_url;
  std::string migrations;  ///< A folder; empty in an engine.
  Format format = Format::automatic;
  text::Variables variables;  ///< For goose's ENVSUB.
  RunOptions options;         ///< For every command.
  std::string new_name;       ///< Of `new`.
  Log log = Log::text;
  ProgressLine::Shown progress = ProgressLine::Shown::on_a_terminal;
  std::chrono::milliseconds timeout{};  ///< Of `wait`.
  UpgradeOptions upgrade;               ///< The same, and what only an upgrade can be told.
  DowngradeOptions downgrade;
  std::string target;  ///< `--to`; empty if none was given.
  Rehearse rehearse = Rehearse::no;
  std::size_t redo_count = 1;
  Output output = Output::text;
  std::vector<Version> accept;
  SymmetryArguments symmetry;
};

/// The arguments were wrong, or only asked for help: what was to be printed is, and the program ends with
/// `exit_code`.
struct Finished {
  int exit_code = 0;
};

enum class Kind { engine, tool };

/// Reads the arguments. Throws Finished.
Invocation read_arguments(const std::vector<std::string>& arguments, const Engine& engine, Kind kind);

/// "60" and "60s" are seconds; "500ms", "2m". Throws std::invalid_argument.
std::chrono::milliseconds parse_duration(const std::string& text);

}  // namespace rung::cli
