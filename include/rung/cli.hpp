#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <rung/database.hpp>
#include <rung/error.hpp>
#include <rung/migration_set.hpp>
#include <rung/run_options.hpp>
#include <rung/testing/symmetry.hpp>

namespace soci {
class session;
}

/// The command line: the same in every engine, and in the `rung` tool.
namespace rung::cli {

/// An open database. The session is destroyed after the database that borrows it.
struct Connection {
  std::shared_ptr<soci::session> session;  ///< Shared with whoever else works on it.
  Database database;                       ///< The same session, as rung takes it.
};

/// What to do where a database file does not exist. Servers have no such thing, and ignore it.
enum class MissingFile {
  create,
  refuse,    ///< With ConnectionError, which names the path.
  stand_in,  ///< Opens an empty database in memory: for a dry run, which must not leave a file behind.
};

/// How to open a database.
struct OpenOptions {
  MissingFile missing_file = MissingFile::refuse;  ///< Refused by default: only an upgrade may create one.
  /// How long to go on trying while a server is starting up, shutting down, or has no connection left; 0
  /// tries once. Whatever else is wrong ends it at once.
  std::chrono::milliseconds wait = std::chrono::seconds(60);
  /// Called before a missing file is created; throws to have none. Null: nothing is asked.
  std::function<void()> before_creation = nullptr;
  /// Told about once a second, while it waits, what for and for how long already. Null: that is printed on
  /// stderr.
  std::function<void(std::string_view what, std::chrono::milliseconds waited)> waiting = nullptr;
};

/// How to open one kind of database.
struct Driver {
  /// Schemes of its URLs, without the colon: `sqlite`, `sqlite3`.
  std::vector<std::string> schemes;
  /// Opens the URL. Throws ConnectionError, without any password in its message.
  std::function<Connection(const std::string& url, const OpenOptions& options)> open;
  /// A URL, for help and messages; may be empty.
  std::string example = {};
  /// Makes an empty database of the same kind, for `symmetry`; what the URL names is not touched. Throws as
  /// `open` does. Null: there is no such command for this kind.
  std::function<testing::ThrowawayDatabase(const std::string& url)> scratch = nullptr;
};

/// `sqlite:PATH`, `sqlite::memory:`, or SOCI's own `sqlite3://db=PATH timeout=5`.
Driver sqlite3();

/// A URI of libpq's, `postgres://USER:PASSWORD@HOST:PORT/DATABASE?sslmode=require`, or SOCI's own
/// `postgresql://host=HOST dbname=DATABASE`. Environment, password and service files count as they do for
/// libpq. In the library that is built where RUNG_POSTGRESQL is on.
Driver postgresql();

/// What an engine tells the command line about itself. A value.
struct Engine {
  std::string name;             ///< Of the program, for usage and the ledger.
  MigrationSet migrations;      ///< All that this program knows.
  std::string release;          ///< Of this program; may be empty (see RunOptions).
  std::vector<Driver> drivers;  ///< The databases it can open.
  std::string database;         ///< URL used where the command line and DATABASE_URL name none; may be empty.
  std::string
      prefix;  ///< A first word under which all commands are; empty: `upgrade`, `downgrade`, `db COMMAND`.
  LedgerOptions ledger;  ///< Where the ledger is, if not in its usual place.
  /// The same catalog, written for further databases; each says its dialect.
  std::vector<MigrationSet> other_databases = {};
  /// What the command `symmetry` is told on a database of this dialect: the same as the engine's own test.
  /// Null: nothing.
  std::function<testing::SymmetryOptions(Dialect dialect)> symmetry = nullptr;
};

/// The set that is written for this database: the first of `migrations` and `other_databases` whose dialect
/// is the database's, or `any`. `migrations` if there is none; then a plan is refused. Borrowed from the
/// engine.
const MigrationSet& migrations_for(const Engine& engine, Database& database);

/// Opens a database for an engine's own boot, by the driver of its URL's scheme: creates a missing SQLite
/// file, and waits for a server as OpenOptions says. Throws ConnectionError, without any password in its
/// message.
Connection connect(const std::string& url, const Engine& engine,
                   std::chrono::milliseconds wait = std::chrono::seconds(60));

/// Whether these arguments are for `run`: behind nothing but rung's own options stands `upgrade`, `downgrade`
/// or `db`, or the prefix. Reads only.
bool wants(int argc, const char* const* argv, const Engine& engine);

/// Executes a command: prints results on stdout, errors and progress on stderr, and returns the exit code.
/// Never throws. Blanks a password in `argv`. While it works, SIGINT and SIGTERM roll back and end it with 5;
/// a second one ends the process at once. Their handlers are put back afterwards.
///
/// 0 done, or nothing to do · 1 unexpected · 2 usage · 3 refused before touching anything · 4 the database is
/// newer · 5 a step failed · 6 an earlier run needs `repair` · 7 lock timed out · 8 cannot connect.
int run(int argc, char** argv, const Engine& engine);

/// The exit code for an error: for an engine that ends on one at boot as `run` would.
int exit_code(const Error& error) noexcept;

/// The `rung` tool: an engine whose migrations are read from `--migrations DIR`.
int run_tool(int argc, char** argv, std::vector<Driver> drivers);

}  // namespace rung::cli
