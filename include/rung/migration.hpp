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
  std::string id;
  RoutineFunction function;
  Transaction transaction =
      Transaction::wrapped;  ///< `none` is refused: a Routine is always in a transaction.
};

/// There is no way back, and why. A path that meets it is refused before anything is touched.
struct Irreversible {
  std::string reason;
};

/// What a step does. A missing down is Irreversible; an empty down is a Script with no statement.
using Action = std::variant<Script, Routine, Irreversible>;

/// One numbered change, as declared in C++. An up that is Irreversible is refused by MigrationSet.
struct Migration {
  Version version;
  std::string name;
  Action up;
  Action down = Irreversible{"no down was given"};
  /// The oldest version whose program can still work on the schema after this step; inclusive, not above
  /// `version`. Nothing: only programs that know this migration can.
  std::optional<Version> oldest_reader = std::nullopt;
};

/// The whole schema as it is at `version`, so that a fresh database need not replay history. It is no
/// migration: it has no checksum and no down, and a test should prove that it equals the replay.
struct InitialScript {
  Version version;
  Script script;
};

}  // namespace rung
