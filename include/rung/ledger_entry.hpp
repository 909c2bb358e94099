#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <rung/direction.hpp>
#include <rung/version.hpp>

namespace rung {

/// What became of a step.
enum class StepOutcome {
  running,      ///< Begun outside a transaction, and not ended as far as its run could say.
  done,         ///< Took effect.
  failed,       ///< Did not; of a step outside a transaction, `statements_done` of it did.
  interrupted,  ///< Was `running` when its program died; closed by the run that took over.
  adopted,      ///< Taken over from something else, without executing it.
  accepted,     ///< No step: another text of an applied migration was accepted (`repair --accept`).
};

/// "running", "done" …: the words that the ledger stores.
std::string_view to_string(StepOutcome outcome) noexcept;

/// One row of the ledger: a step that was tried. Rows are kept for ever.
struct LedgerEntry {
  std::int64_t id = 0;                      ///< Ascending in the order of writing.
  std::string run;                          ///< The same for all steps of one run.
  std::string catalog;                      ///< That the step moved.
  Version version = Version::base();        ///< Of the migration.
  std::string name;                         ///< Of the migration.
  Direction direction = Direction::up;      ///< Up or down.
  std::string checksum;                     ///< Of the up text.
  StepOutcome outcome = StepOutcome::done;  ///< How it ended, or that it has not.
  std::int64_t statements_done = 0;         ///< Of the script, from its first on.
  std::int64_t statements_total = 0;        ///< Of the script; 1 for a routine.
  std::string
      cursor;  ///< Of a step outside a transaction: the hash of the text that took effect; else empty.
  std::string
      sent;  ///< Of the same, while it runs: the hash of the statement that was sent last; else empty.
  std::string started;          ///< UTC, ISO 8601 with milliseconds; for people, nothing is decided by it.
  std::string finished;         ///< Empty while it runs.
  std::int64_t elapsed_ms = 0;  ///< From its beginning to its end.
  std::string release;          ///< Of the program; empty if it did not say.
  std::string host;             ///< Name of the machine that the program ran on.
  std::int64_t pid = 0;         ///< Of the program, on that machine.
  std::string error;            ///< The cause of a failure.
};

}  // namespace rung
