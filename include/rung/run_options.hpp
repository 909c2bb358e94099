#pragma once

#include <chrono>
#include <string>

namespace rung {

class Observer;

/// Which ledger, and which catalog in it.
struct LedgerOptions {
  /// One database may hold several catalogs: the engine's own, one for each plug-in.
  std::string catalog = "main";
  /// The tables are `<prefix>_version` and `<prefix>_ledger`.
  std::string prefix = "rung";
  /// Where the tables are. Empty: the engine's default (SQLite's `main`).
  std::string schema;
};

/// How many transactions a run takes.
enum class Grouping {
  run,   ///< One for the whole run, as far as the engine allows: all or nothing.
  step,  ///< One for each step: what is done stays done.
};

/// What every run can be told.
struct RunOptions {
  LedgerOptions ledger;

  /// Who this program is, for the ledger and for holds. The release may be left empty: then it is the last
  /// one that the release map names for the set's newest version.
  std::string program;
  std::string release;

  Grouping grouping = Grouping::run;

  /// How long to wait while another session holds the migration lock, or the database, without visible
  /// progress. 0 tries once.
  std::chrono::milliseconds lock_wait = std::chrono::seconds(60);

  /// Borrowed for the run; may be null. What it throws is ignored.
  Observer* observer = nullptr;
};

}  // namespace rung
