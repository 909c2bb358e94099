#include "cli/invocation.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/command_list.hpp"
#include "cli/driver_choice.hpp"
#include "cli/suggestion.hpp"

namespace rung::cli {
namespace {

/// Everything that CLI11 writes into, before it is checked.
struct Raw {
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

std::string format_words() {
  std::string words;
  for (const Format format : formats)
    words += fmt::format("{}{}", words.empty() ? "" : ", ", to_string(format));
  return words;
}

void add_common_options(CLI::App& app, Raw& raw, const Engine& engine, Kind kind) {
  RunOptions& options = raw.invocation.options;
  app.add_option("--database", raw.invocation.database_url,
                 fmt::format("URL of the database, such as {} (or the environment variable DATABASE_URL)",
                             example_urls(engine.drivers)));
  app.add_option("--database-file", raw.database_file,
                 "File whose first line is the URL: keeps a password off the command line");
  if (kind == Kind::tool) {
    app.add_option("--migrations", raw.invocation.migrations, "Folder of the migrations")->required();
    app.add_option("--format", raw.format, fmt::format("How the folder is laid out: {}", format_words()));
    app.add_option("--variable", raw.variables, "NAME=VALUE, for goose's ENVSUB; may be given again")
        ->take_all()
        ->allow_extra_args(false);
  }
  app.add_option("--catalog", options.ledger.catalog, "Catalog in the ledger (default: main)");
  app.add_option("--ledger", options.ledger.prefix, "Prefix of the ledger's two tables (default: rung)");
  app.add_option("--schema", options.ledger.schema, "Schema that the ledger's tables are in");
  app.add_option("--release", options.release,
                 "What this program is called (default: the release map's name)");
  app.add_option("--transaction", raw.transaction, "run: all steps or none; step: each step by itself");
  app.add_option("--log", raw.log, "text, or json: an object a line on stderr");
  app.add_flag_callback(
      "--no-progress", [&raw] { raw.invocation.progress = ProgressLine::Shown::never; },
      "Do not show on the terminal how far a run is");
  app.add_option("--lock-wait", raw.lock_wait,
                 "How long to wait for another session or the server, such as 60s or 500ms");
  app.add_option(
      "--lock-timeout", raw.lock_timeout,
      "How long one statement may wait for a lock before its step is tried again (default: 5s; 0: no limit)");
}

void add_json_option(CLI::App& sub, Invocation& invocation) {
  sub.add_flag_callback(
      "--json", [&invocation] { invocation.output = Output::json; }, "For programs");
}

void add_own_options(CLI::App& sub, Command command, Raw& raw) {
  Invocation& invocation = raw.invocation;
  switch (command) {
    case Command::upgrade:
      sub.add_option("--to", invocation.target, "Release, version, newest, or --to=+1");
      sub.add_flag_callback(
          "--dry-run", [&invocation] { invocation.rehearse = Rehearse::dry_run; },
          "Print the plan and its SQL; touch nothing");
      sub.add_flag_callback(
          "--allow-late", [&invocation] { invocation.upgrade.out_of_order = OutOfOrder::apply; },
          "Apply versions below the head that were never applied");
      sub.add_flag_callback(
          "--allow-existing", [&invocation] { invocation.upgrade.existing_tables = ExistingTables::allow; },
          "Begin in a database that has tables of its own");
      sub.add_flag_callback(
          "--release-hold", [&invocation] { invocation.upgrade.held_program = HeldProgram::release; },
          "Climb although this program was stepped down from here");
      break;
    case Command::downgrade:
      sub.add_option("--to", invocation.target, "Release, version, base, or --to=-1; also --to-RELEASE")
          ->required();
      sub.add_flag_callback(
          "--dry-run", [&invocation] { invocation.rehearse = Rehearse::dry_run; },
          "Print the plan and its SQL; touch nothing");
      sub.add_flag_callback(
          "--from-any-known", [&invocation] { invocation.downgrade.from = StartingPoint::any_known; },
          "Step down although the database is behind this program's newest version");
      sub.add_flag_callback(
          "--no-hold", [&invocation] { invocation.downgrade.hold = Hold::none; },
          "Do not keep this program from climbing back");
      sub.add_flag_callback(
          "--require-exclusive",
          [&invocation] { invocation.downgrade.other_sessions = OtherSessions::refuse; },
          "Refuse while others are connected to the database");
      break;
    case Command::redo:
      sub.add_option("count", raw.redo_count, "How many steps (default: 1)");
      break;
    case Command::status:
    case Command::history:
      add_json_option(sub, invocation);
      break;
    case Command::repair:
      sub.add_option("--accept", raw.accept, "Versions whose edited text is to be accepted");
      break;
    case Command::wait:
      sub.add_option("--timeout", raw.timeout, "How long, such as 90s or 5m (default: 60s)");
      break;
    case Command::symmetry:
      sub.add_option("--from", raw.from, "The first migration to look at (default: the first of all)");
      sub.add_option("--step", raw.step, "Look at this migration alone");
      sub.add_option("--skip", raw.skip, "Migrations that are climbed without a look");
      sub.add_option(
          "--accept", raw.accept,
          "Findings that are meant to be so: a version and a name, such as '38 rows of job.state'");
      sub.add_flag_callback(
          "--ignore-column-order", [&invocation] { invocation.symmetry.column_order = ColumnOrder::ignored; },
          "Let a column come back elsewhere in its table");
      add_json_option(sub, invocation);
      break;
    case Command::verify:
      break;
  }
}

void add_command(CLI::App& parent, const DescribedCommand& described, const std::string& usage, Raw& raw) {
  CLI::App* const sub = parent.add_subcommand(described.name, described.what);
  sub->fallthrough();
  sub->footer(fmt::format("Example: {} {}", usage, described.example));
  add_own_options(*sub, described.command, raw);
  sub->callback([&raw, command = described.command] { raw.invocation.command = command; });
}

void add_commands(CLI::App& app, const Engine& engine, Kind kind, Raw& raw) {
  app.require_subcommand(1);
  CLI::App* group = &app;
  std::string usage =
      kind == Kind::tool ? "rung --database sqlite:app.db --migrations migrations" : engine.name;
  if (kind == Kind::engine) {
    const bool prefixed = !engine.prefix.empty();
    if (!prefixed) {
      add_command(app, command_list[0], usage, raw);
      add_command(app, command_list[1], usage, raw);
    }
    group = app.add_subcommand(prefixed ? engine.prefix : "db", "All commands for the database");
    group->require_subcommand(1);
    group->fallthrough();
    usage += prefixed ? " " + engine.prefix : " db";
  }
  for (const DescribedCommand& described : command_list) add_command(*group, described, usage, raw);
}

std::string first_line_of(const std::string& file) {
  std::ifstream stream(file);
  std::string line;
  if (!std::getline(stream, line))
    throw std::invalid_argument(fmt::format("--database-file {}: cannot be read, or is empty", file));
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return line;
}

std::string database_url(const Raw& raw, const Engine& engine) {
  if (!raw.invocation.database_url.empty() && !raw.database_file.empty()) {
    throw std::invalid_argument("give --database or --database-file, not both");
  }
  if (!raw.invocation.database_url.empty()) return raw.invocation.database_url;
  if (!raw.database_file.empty()) return first_line_of(raw.database_file);
  const char* const from_environment =
      std::getenv("DATABASE_URL");  // NOLINT(concurrency-mt-unsafe): nothing sets it
  if (from_environment != nullptr && *from_environment != '\0') return from_environment;
  if (!engine.database.empty()) return engine.database;
  throw std::invalid_argument(fmt::format(
      "which database? Give --database URL, such as {}, or set DATABASE_URL", example_urls(engine.drivers)));
}

Version parse_version(const char* option, const std::string& text) {
  const auto version = Version::parse(text);
  if (!version) throw std::invalid_argument(fmt::format("{} {}: that is no version", option, text));
  return *version;
}

SymmetryArguments symmetry_arguments(const Raw& raw) {
  SymmetryArguments arguments = raw.invocation.symmetry;
  if (!raw.from.empty() && !raw.step.empty()) throw std::invalid_argument("give --from or --step, not both");
  if (!raw.from.empty()) arguments.from = parse_version("--from", raw.from);
  if (!raw.step.empty()) arguments.from = arguments.to = parse_version("--step", raw.step);
  for (const std::string& text : raw.skip) arguments.skip.push_back(parse_version("--skip", text));
  for (const std::string& text : raw.accept) {
    const std::size_t blank = text.find(' ');
    if (blank == std::string::npos)
      throw std::invalid_argument(
          fmt::format("--accept {}: write a version and the name of a finding, such as "
                      "--accept '38 rows of job.state'",
                      text));
    arguments.accept.emplace_back(parse_version("--accept", text.substr(0, blank)), text.substr(blank + 1));
  }
  return arguments;
}

std::size_t parse_count(const std::string& text) {
  // Nine digits are more steps than anybody has, and fit into every integer.
  const bool is_count =
      !text.empty() && text.size() <= 9 && text.find_first_not_of("0123456789") == std::string::npos;
  if (!is_count)
    throw std::invalid_argument(fmt::format("redo {}: that is no number of steps; write `redo 2`", text));
  return std::stoul(text);
}

Invocation checked(Raw raw, const Engine& engine) {
  Invocation invocation = std::move(raw.invocation);
  raw.invocation.database_url = invocation.database_url;
  invocation.database_url = database_url(raw, engine);
  const auto format = parse_format(raw.format);
  if (!format)
    throw std::invalid_argument(fmt::format("--format {}: there are {}", raw.format, format_words()));
  invocation.format = *format;
  for (const std::string& variable : raw.variables) {
    const std::size_t equals = variable.find('=');
    if (equals == std::string::npos || equals == 0)
      throw std::invalid_argument(fmt::format("--variable {}: write NAME=VALUE", variable));
    invocation.variables[variable.substr(0, equals)] = variable.substr(equals + 1);
  }
  if (raw.transaction != "run" && raw.transaction != "step")
    throw std::invalid_argument(fmt::format("--transaction {}: there are run and step", raw.transaction));
  if (raw.log != "text" && raw.log != "json")
    throw std::invalid_argument(fmt::format("--log {}: there are text and json", raw.log));
  invocation.log = raw.log == "json" ? Log::json : Log::text;
  invocation.options.grouping = raw.transaction == "run" ? Grouping::run : Grouping::step;
  invocation.options.lock_wait = parse_duration(raw.lock_wait);
  invocation.options.lock_timeout = parse_duration(raw.lock_timeout);
  invocation.timeout = parse_duration(raw.timeout);
  invocation.redo_count = parse_count(raw.redo_count);
  static_cast<RunOptions&>(invocation.upgrade) = invocation.options;
  static_cast<RunOptions&>(invocation.downgrade) = invocation.options;
  if (invocation.command == Command::symmetry) {
    invocation.symmetry = symmetry_arguments(raw);
  } else {
    for (const std::string& text : raw.accept) invocation.accept.push_back(parse_version("--accept", text));
  }
  return invocation;
}

/// Every command and option, for suggestions.
void add_words(const CLI::App& app, KnownWords& known) {
  for (const CLI::Option* const option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) known.options.push_back("--" + name);
  }
  for (const CLI::App* const sub : app.get_subcommands({})) {
    known.commands.push_back(sub->get_name());
    add_words(*sub, known);
  }
}

KnownWords words_known_to(const CLI::App& app) {
  KnownWords known;
  add_words(app, known);
  return known;
}

}  // namespace

std::chrono::milliseconds parse_duration(const std::string& text) {
  std::size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
  const std::string unit = text.substr(digits);
  // Nine digits of minutes are still far inside 64 bits of milliseconds.
  if (digits > 0 && digits <= 9) {
    const std::chrono::milliseconds::rep number = std::stol(text.substr(0, digits));
    if (unit == "ms") return std::chrono::milliseconds(number);
    if (unit.empty() || unit == "s") return std::chrono::seconds(number);
    if (unit == "m") return std::chrono::minutes(number);
  }
  throw std::invalid_argument(fmt::format("'{}' is no duration: write 60s, 500ms or 2m", text));
}

Invocation read_arguments(const std::vector<std::string>& arguments, const Engine& engine, Kind kind) {
  Raw raw;
  raw.invocation.options.ledger = engine.ledger;
  raw.invocation.options.release = engine.release;
  raw.invocation.options.program = engine.name;
  CLI::App app{"Moves a database's schema up and down", engine.name};
  add_common_options(app, raw, engine, kind);
  add_commands(app, engine, kind, raw);
  try {
    // CLI11 takes them last first.
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    return checked(std::move(raw), engine);
  } catch (const CLI::ParseError& error) {
    const bool asked_for_help = error.get_exit_code() == 0;
    if (asked_for_help) {
      app.exit(error, std::cout, std::cerr);
    } else {
      std::cerr << what_is_wrong(error.what(), arguments, words_known_to(app))
                << "\nRun with --help for more information.\n";
    }
    throw Finished{asked_for_help ? 0 : 2};
  } catch (const std::invalid_argument& error) {
    std::cerr << error.what() << '\n';
    throw Finished{2};
  }
}

}  // namespace rung::cli
