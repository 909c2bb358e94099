#include "cli/invocation.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/declaration.hpp"
#include "cli/driver_choice.hpp"
#include "cli/suggestion.hpp"

namespace rung::cli {
namespace {

std::string first_line_of(const std::string& file) {
  std::ifstream stream(file);
  std::string line;
  if (!std::getline(stream, line))
    throw std::invalid_argument(fmt::format("--database-file {}: cannot be read, or is empty", file));
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return line;
}

std::string database_url(const RawArguments& raw, const Engine& engine) {
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

SymmetryArguments symmetry_arguments(const RawArguments& raw) {
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

Invocation checked(RawArguments raw, const Engine& engine) {
  Invocation invocation = std::move(raw.invocation);
  raw.invocation.database_url = invocation.database_url;
  if (invocation.command != Command::create) invocation.database_url = database_url(raw, engine);
  const auto format = parse_format(raw.format);
  if (!format)
    throw std::invalid_argument(fmt::format("--format {}: there are {}", raw.format, format_words()));
  invocation.format = *format;
  for (const std::string& variable : raw.variables) {
    if (!text::add_variable(invocation.variables, variable))
      throw std::invalid_argument(fmt::format("--variable {}: write NAME=VALUE", variable));
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
  RawArguments raw;
  raw.invocation.options.ledger = engine.ledger;
  raw.invocation.options.release = engine.release;
  raw.invocation.options.program = engine.name;
  CLI::App app{"Moves a database's schema up and down", engine.name};
  declare(app, engine, kind, raw);
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
