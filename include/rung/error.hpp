#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <rung/catalog_state.hpp>
#include <rung/direction.hpp>
#include <rung/export.hpp>
#include <rung/version.hpp>

namespace rung {

/// Whether the same call may succeed later, with nothing changed by anybody.
enum class Retry { useless, may_help };

/// Every error that rung throws. It answers what a handler has to know: what state the catalog is in, and
/// whether to try again. The message names the culprit, the state, and what to do next; it never holds a
/// password.
class RUNG_EXPORT Error : public std::runtime_error {
 public:
  /// Throws std::bad_alloc only.
  Error(const std::string& message, CatalogState state, Retry retry)
      : std::runtime_error(message), state_(state), retry_(retry) {}

  /// In which the error leaves the database, as far as is known.
  [[nodiscard]] const CatalogState& database_state() const noexcept { return state_; }
  /// Whether the same call may succeed later, with nothing changed.
  [[nodiscard]] bool may_retry() const noexcept { return retry_ == Retry::may_help; }

 private:
  CatalogState state_;
  Retry retry_;
};

/// Migrations that cannot be read: a mistake in a file, a folder, or a declaration in C++. The catalog is
/// untouched.
class RUNG_EXPORT SourceError : public Error {
 public:
  /// `file` may be empty; `line` and `column` count from 1, 0 is "none".
  SourceError(std::string file, std::uint64_t line, std::uint64_t column, const std::string& what_is_wrong);
  /// Of what is in no file.
  explicit SourceError(const std::string& what_is_wrong) : SourceError("", 0, 0, what_is_wrong) {}

  /// Path, as it was given; empty: in no file.
  [[nodiscard]] const std::string& file() const noexcept { return *file_; }
  /// Counts from 1; 0: of the whole file.
  [[nodiscard]] std::uint64_t line() const noexcept { return line_; }
  /// In characters, counts from 1; 0: of the whole line.
  [[nodiscard]] std::uint64_t column() const noexcept { return column_; }

 private:
  std::shared_ptr<const std::string> file_;
  std::uint64_t line_;
  std::uint64_t column_;
};

/// A path that must not be walked. Refused before the first statement: the catalog is untouched.
class RUNG_EXPORT PlanError : public Error {
 public:
  /// Why the way is refused.
  enum class Kind {
    unknown_target,       ///< No such version or release.
    wrong_direction,      ///< The target lies the other way.
    gap,                  ///< Applied versions that the set lacks.
    diverged,             ///< Applied migrations whose text is another one.
    late,                 ///< Pending versions below the head.
    irreversible,         ///< A step down that does not exist.
    unbound_routine,      ///< A routine that no function is bound to.
    behind,               ///< The program is newer than the database (rule 2), or may not migrate it.
    held,                 ///< This program was stepped down from here.
    required_release,     ///< A release that has to run in between.
    not_empty,            ///< Tables, but no ledger.
    forbidden_statement,  ///< A statement that cannot stand where it stands.
    other_dialect,        ///< The set is written for another database.
    ledger_elsewhere,     ///< The catalog's ledger is in another schema.
    not_accepted,         ///< Nothing to accept for a version.
    not_direct,           ///< A step outside a transaction, and a proxy between program and server.
    not_exclusive,        ///< Others are connected, and the run was to be alone.
    not_together,         ///< Catalogs that cannot be upgraded in one transaction.
  };

  /// `versions` are the culprits, ascending; may be empty.
  PlanError(Kind kind, std::vector<Version> versions, const std::string& message,
            CatalogState state = CatalogState::untouched());

  /// Why it is refused.
  [[nodiscard]] Kind kind() const noexcept { return kind_; }
  /// The culprits, in the order in which the message names them; may be empty.
  [[nodiscard]] const std::vector<Version>& versions() const noexcept { return *versions_; }

 private:
  Kind kind_;
  std::shared_ptr<const std::vector<Version>> versions_;
};

/// The database is newer than this program, and its floor does not let this program work. Untouched.
class RUNG_EXPORT NewerDatabase : public Error {
 public:
  /// The message says all of it in words.
  NewerDatabase(Version head, Version floor, Version newest, std::string written_by,
                const std::string& message);

  /// Where the database is.
  [[nodiscard]] Version head() const noexcept { return head_; }
  /// The oldest version that can work on this schema.
  [[nodiscard]] Version floor() const noexcept { return floor_; }
  /// The newest version that this program knows.
  [[nodiscard]] Version newest() const noexcept { return newest_; }
  /// The release that last moved the head; empty if it did not say.
  [[nodiscard]] const std::string& written_by() const noexcept { return *written_by_; }

 private:
  Version head_;
  Version floor_;
  Version newest_;
  std::shared_ptr<const std::string> written_by_;
};

/// The ledger cannot be used.
class RUNG_EXPORT LedgerError : public Error {
 public:
  /// What is wrong with the ledger.
  enum class Kind {
    denied,             ///< The role may not read or write it.
    foreign,            ///< A table of that name, which is not ours.
    unreadable_format,  ///< Written by a newer rung, in a format that this one cannot read.
    interrupted,        ///< A half-done step that cannot be continued by itself: `repair`.
    unwritable,         ///< The database is read-only, or its disk is full.
  };
  /// Nothing was touched, unless a state is given.
  LedgerError(Kind kind, const std::string& message, CatalogState state = CatalogState::untouched(),
              Retry retry = Retry::useless)
      : Error(message, state, retry), kind_(kind) {}

  /// What is wrong with it.
  [[nodiscard]] Kind kind() const noexcept { return kind_; }

 private:
  Kind kind_;
};

/// Somebody else held the migration lock, or the database, for longer than `lock_wait`. A retry may help.
class RUNG_EXPORT LockError : public Error {
 public:
  /// `holder` is who has the lock, in words; empty if that is not known.
  LockError(std::string holder, std::chrono::milliseconds waited, const std::string& message,
            CatalogState state);

  /// Who holds it, as far as the engine tells; empty if it does not.
  [[nodiscard]] const std::string& holder() const noexcept { return *holder_; }
  /// For all locks of the run, together.
  [[nodiscard]] std::chrono::milliseconds waited() const noexcept { return waited_; }

 private:
  std::shared_ptr<const std::string> holder_;
  std::chrono::milliseconds waited_;
};

/// No connection, or a session that cannot be used (one that is inside a transaction, say).
class RUNG_EXPORT ConnectionError : public Error {
 public:
  /// The state is that of the database, as far as it was known before.
  ConnectionError(const std::string& message, CatalogState state, Retry retry)
      : Error(message, state, retry) {}
};

/// What is known of a step that failed.
struct FailedStep {
  std::string catalog;                  ///< That the step is of.
  Version version = Version::base();    ///< Of the migration.
  std::string name;                     ///< Of the migration.
  Direction direction = Direction::up;  ///< Up or down.
  std::uint64_t statement = 0;  ///< Which one failed, counted from 1; 0 if none did (a Routine, a commit).
  std::uint64_t statement_count = 0;  ///< Of how many.
  std::string file;                   ///< Empty if the script was declared in C++.
  std::uint64_t line = 0;     ///< Of the failing statement, or nearer where the engine tells; 0 if unknown.
  std::string code;           ///< SQLSTATE or native code.
  std::string cause;          ///< The server's words.
  std::vector<Version> done;  ///< Steps of this run that are in the database.
  std::vector<Version> not_reached;  ///< Steps that were never begun, and those rolled back before this one.
};

/// A step failed while it was executed; the state says what became of the run.
class RUNG_EXPORT ExecutionError : public Error {
 public:
  /// The message is made of the step and the state; `what_next` ends it.
  ExecutionError(FailedStep step, CatalogState state, Retry retry, const std::string& what_next);

  /// Which one failed, where and why.
  [[nodiscard]] const FailedStep& step() const noexcept { return *step_; }

 private:
  std::shared_ptr<const FailedStep> step_;
};

/// The connection was lost while committing, and it could not be found out what became of it. The next run
/// will.
class RUNG_EXPORT InDoubtError : public ExecutionError {
 public:
  /// The state is unknown.
  InDoubtError(FailedStep step, const std::string& what_next)
      : ExecutionError(std::move(step), CatalogState::unknown(), Retry::may_help, what_next) {}
};

}  // namespace rung
