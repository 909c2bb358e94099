#include "cli/declaration.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <rung/library_version.hpp>

#include "cli/command_list.hpp"
#include "cli/driver_choice.hpp"

namespace rung::cli {
namespace {

void add_common_options(CLI::App& app, RawArguments& raw, const Engine& engine, Kind kind) {
  RunOptions& options = raw.invocation.options;
  app.add_option("--database", raw.invocation.database_url,
                 fmt::format("URL of the database, such as {} (or the environment variable DATABASE_URL)",
                             example_urls(engine.drivers)));
  app.add_option("--database-file", raw.database_file,
                 "File whose first line is the URL: keeps a password off the command line");
  if (kind == Kind::tool) {
    app.set_version_flag("--version", fmt::format("rung {}", version()), "The version of rung");
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

void add_dry_run_option(CLI::App& sub, Invocation& invocation) {
  sub.add_flag_callback(
      "--dry-run", [&invocation] { invocation.rehearse = Rehearse::dry_run; },
      "Print the plan and its SQL; touch nothing");
}

void add_downgrade_options(CLI::App& sub, Invocation& invocation) {
  sub.add_option("--to", invocation.target, "Release, version, base, or --to=-1; also --to-RELEASE")
      ->required();
  add_dry_run_option(sub, invocation);
  sub.add_flag_callback(
      "--from-any-known", [&invocation] { invocation.downgrade.from = StartingPoint::any_known; },
      "Step down although the database is behind this program's newest version");
  sub.add_flag_callback(
      "--no-hold", [&invocation] { invocation.downgrade.hold = Hold::none; },
      "Do not keep this program from climbing back");
  sub.add_flag_callback(
      "--require-exclusive", [&invocation] { invocation.downgrade.other_sessions = OtherSessions::refuse; },
      "Refuse while others are connected to the database");
}

void add_own_options(CLI::App& sub, Command command, RawArguments& raw) {
  Invocation& invocation = raw.invocation;
  switch (command) {
    case Command::upgrade:
      sub.add_option("--to", invocation.target, "Release, version, newest, or --to=+1");
      add_dry_run_option(sub, invocation);
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
      return add_downgrade_options(sub, invocation);
    case Command::redo:
      sub.add_option("count", raw.redo_count, "How many steps (default: 1)");
      break;
    case Command::status:
    case Command::history:
      add_json_option(sub, invocation);
      break;
    case Command::repair:
      sub.add_option("--accept", raw.accept, "Versions whose edited text is to be accepted");
      add_dry_run_option(sub, invocation);
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
    case Command::create:
      sub.add_option("name", raw.invocation.new_name, "Of the migration, such as add_index")->required();
      break;
    case Command::verify:
      break;
  }
}

void add_command(CLI::App& parent, const DescribedCommand& described, const std::string& usage,
                 RawArguments& raw) {
  CLI::App* const sub = parent.add_subcommand(described.name, described.what);
  sub->fallthrough();
  sub->footer(fmt::format("Example: {} {}", usage, described.example));
  add_own_options(*sub, described.command, raw);
  sub->callback([&raw, command = described.command] { raw.invocation.command = command; });
}

void add_commands(CLI::App& app, const Engine& engine, Kind kind, RawArguments& raw) {
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
  if (kind == Kind::tool) add_command(app, create_command, "rung --migrations migrations", raw);
}

}  // namespace

std::string format_words() {
  std::string words;
  for (const Format format : formats)
    words += fmt::format("{}{}", words.empty() ? "" : ", ", to_string(format));
  return words;
}

void declare(CLI::App& app, const Engine& engine, Kind kind, RawArguments& raw) {
  add_common_options(app, raw, engine, kind);
  add_commands(app, engine, kind, raw);
}

}  // namespace rung::cli
