#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <rung/migration_set.hpp>
#include <rung/schema_diff.hpp>
#include <rung/testing/throwaway_database.hpp>
#include <rung/version.hpp>

namespace rung::testing {

/// A migration that is climbed, and not looked at.
struct SkippedStep {
  Version version;     ///< Of the migration.
  std::string reason;  ///< Shown in the report.
};

/// A finding that is meant to be so.
struct AcceptedFinding {
  Version version;     ///< Of the migration.
  std::string name;    ///< Of the finding, as the report shows it.
  std::string reason;  ///< Shown in the report.
};

/// A table that need not hold rows.
struct EmptyTable {
  std::string name;    ///< As the report shows it: `public.job` on PostgreSQL, `job` on SQLite.
  std::string reason;  ///< For whoever reads the test.
};

/// Rows given by hand, for what cannot be generated, or ought to look like real ones.
struct Seed {
  Version version;                      ///< Once the database is here; before the rows that are generated.
  std::vector<std::string> statements;  ///< Executed where the seed is asked for, in order.
};

/// One thing that is not as it should be.
struct SymmetryFinding {
  std::string name;      ///< What it is about: "index public.job.job_by_tenant", "rows of public.job.state".
  std::string sentence;  ///< When it is so, and what is wrong.
  std::string accepted;  ///< The reason why it is meant to be so; empty if nobody said so.
};

/// What was found of one migration.
struct SymmetryStep {
  /// What the walk found out.
  enum class Result {
    symmetric,
    asymmetric,    ///< It has a finding that is not accepted.
    irreversible,  ///< It says that there is no way back.
    skipped,
  };

  Version version = Version::base();      ///< Of the migration.
  std::string name;                       ///< Of the migration.
  Result result = Result::symmetric;      ///< What was found out of it.
  std::string reason;                     ///< Why it is irreversible, or was skipped.
  std::vector<SymmetryFinding> findings;  ///< What differs; empty where it is symmetric.
};

/// What a walk found. A value.
struct SymmetryReport {
  std::vector<SymmetryStep> steps;              ///< Those that were looked at, ascending.
  std::vector<SymmetryFinding> initial_script;  ///< Where it is not what the migrations make.
  std::vector<std::string> notes;               ///< One sentence each; they are no findings.

  /// Whether every finding is accepted.
  [[nodiscard]] bool symmetric() const noexcept;
};

/// For people: every step that is not simply symmetric with its findings, and a line that sums up.
std::string to_string(const SymmetryReport& report);

/// The word in reports: "symmetric", "asymmetric", "irreversible", "skipped".
std::string_view to_string(SymmetryStep::Result result) noexcept;

/// What a proof can be told.
struct SymmetryOptions {
  /// The first and the last migration to be looked at, both inclusive; nothing: all. Those below the first
  /// are climbed without a look. Neither need be a version of the set.
  std::optional<Version> from;
  std::optional<Version> to;  ///< The last migration to look at, inclusive; nothing: the newest.

  /// Whether a column may come back elsewhere in its table.
  ColumnOrder column_order = ColumnOrder::compared;
  std::vector<SkippedStep> skip;        ///< Climbed without a look.
  std::vector<AcceptedFinding> accept;  ///< Meant to be so.
  std::vector<EmptyTable> leave_empty;  ///< Not filled with generated rows.
  std::vector<Seed> seeds;              ///< Rows of your own.

  /// Called behind each migration: what was found, and its place among `count` that are looked at, from 1.
  /// What it throws ends the walk.
  std::function<void(const SymmetryStep& step, std::size_t number, std::size_t count)> progress;
};

/// Proves in a scratch database that every down is the inverse of its up.
///
/// Before each migration rows are put into every table: those of `seeds`, and generated ones where a table is
/// empty or has a new column. Then it goes up, down, and up again. Behind the down, schema and rows must be
/// what they were before; behind the second up, what they were behind the first, but for values in tables and
/// columns that the migration itself adds. Then rows are added to what the up has made, and it goes down and
/// up once more: a down must not count on tables that nobody has written to since.
///
/// An up that generated rows are in the way of, because it makes the schema narrower, is walked among rows
/// that were written above it, and a note says so. What belongs to the whole server (roles, databases) is
/// changed for real: use a server of your own.
///
/// Irreversible migrations divide the walk: they are climbed only. Behind a finding that is not accepted the
/// walk leaves the migration and goes on above it in a fresh database, so that one mistake is told once; it
/// ends where that cannot be reached, even without generated rows. If the set has an initial script within
/// the walk, what it makes is compared with what the migrations make: the schema, and how many rows each
/// table has.
///
/// The database must be fresh, but for what its owner has prepared there (an extension, say), and is in some
/// state of the walk when this returns or throws. Throws PlanError if a catalog has been migrated in it; that
/// or SourceError if the set cannot be climbed at all, SourceError for a seed that fails or an option that
/// names an unknown migration, ExecutionError for a migration below `from` that fails, ConnectionError, and
/// what `progress` throws.
SymmetryReport check_symmetry(const MigrationSet& set, ThrowawayDatabase& database,
                              const SymmetryOptions& options = {});
/// The same, in a database that is thrown away at once: `check_symmetry(migrations(), sqlite())`.
SymmetryReport check_symmetry(const MigrationSet& set, ThrowawayDatabase&& database,
                              const SymmetryOptions& options = {});

}  // namespace rung::testing
