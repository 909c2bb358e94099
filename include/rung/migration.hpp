#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>

#include <rung/script.hpp>
#include <rung/version.hpp>

namespace soci {
class session;
}

namespace rung {

/// What a Routine does: data work in C++, on the caller's own session, inside the run's transaction.
///
/// It must not end that transaction (the run finds out, stops and says so), and may be called again after a
/// rollback. What it throws fails the step.
using RoutineFunction = std::function<void(soci::session&)>;

/// A step written in C++. The id stands in for its text in the checksum: raise it ("split_name/2") when the
/// function changes what it does.
struct Routine {
  std::string id;            ///< As `-- rung: routine ID` names it.
  RoutineFunction function;  ///< Called inside the run's transaction; must not commit or roll back.
  Transaction transaction =
      Transaction::wrapped;  ///< `none` is refused: a Routine is always in a transaction.
};

/// There is no way back, and why. A path that meets it is refused before anything is touched.
struct Irreversible {
  std::string reason;  ///< Told to whoever wants to step down; may be empty.
};

/// What a step does. A missing down is Irreversible; an empty down is a Script with no statement.
using Action = std::variant<Script, Routine, Irreversible>;

/// One numbered change, as declared in C++. An up that is Irreversible is refused by MigrationSet.
struct Migration {
  Version version;   ///< Above 0, and no other migration's.
  std::string name;  ///< For people: it stands in every message and in the ledger.
  Action up;         ///< From the version below to this one.
  Action down = Irreversible{"no down was given"};  ///< Back again.
  /// The oldest version whose program can still work on the schema after this step; inclusive, not above
  /// `version`. Nothing: only programs that know this migration can.
  std::optional<Version> oldest_reader = std::nullopt;
};

/// The whole schema as it is at `version`, so that a fresh database need not replay history. It is no
/// migration: it has no checksum and no down, and a test should prove that it equals the replay.
struct InitialScript {
  Version version;  ///< Which it stands for, with all below it.
  Script script;    ///< Makes the whole schema in an empty database.
};

}  // namespace rung
