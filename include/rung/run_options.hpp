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
  /// Where the tables are. Empty: where they are found by their names, and else the first
  /// schema that the session creates tables in (SQLite's `main`).
  std::string schema;
};

/// How many transactions a run takes.
enum class Grouping {
  run,   ///< One for the whole run, as far as the engine allows: all or nothing.
  step,  ///< One for each step: what is done stays done.
};

/// What every run can be told.
struct RunOptions {
  LedgerOptions ledger;  ///< Where the ledger is, if not in its usual place.

  /// Who this program is, for the ledger and for holds. The release may be left empty: then it is the last
  /// one that the release map names for the set's newest version.
  std::string program;
  std::string release;  ///< Of this program, such as "v2.0".

  Grouping grouping = Grouping::run;  ///< All or nothing, unless it is `step`.

  /// How long to wait while another session holds the migration lock, or the database, without visible
  /// progress. 0 tries once.
  std::chrono::milliseconds lock_wait = std::chrono::seconds(60);

  /// How long each statement of a segment that holds DDL may wait for a lock; 0: as long as the session
  /// allows. When the time is up, the segment is rolled back and tried again, up to ten times: an ALTER TABLE
  /// that waits behind a long transaction makes everybody else wait behind it. Not for statements that cannot
  /// run in a transaction. SQLite has no such locks.
  std::chrono::milliseconds lock_timeout = std::chrono::seconds(5);

  /// Borrowed for the run; may be null. What it throws is ignored.
  Observer* observer = nullptr;
};

}  // namespace rung
