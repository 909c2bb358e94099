#pragma once

#include <string_view>

namespace rung {

/// How a program stands to a database; the first that is true.
enum class Standing {
  interrupted,  ///< A step outside a transaction was cut off or failed half-way, and no run is in progress.
  migrating,    ///< A run of several segments is in progress.
  diverged,     ///< The set and the history differ.
  ahead,        ///< The database is newer, and this program must not use it.
  ahead_compatible,  ///< The database is newer, and its floor lets this program use it.
  held,              ///< This program was stepped down from here.
  behind,            ///< There are pending migrations.
  current,           ///< At the program's newest version.
  empty,             ///< No migration is applied: no ledger, or an empty one.
};

/// The word that `status --json` prints.
std::string_view to_string(Standing standing) noexcept;

}  // namespace rung
