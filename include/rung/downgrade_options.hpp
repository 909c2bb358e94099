#pragma once

#include <rung/run_options.hpp>

namespace rung {

/// From where a program may step down.
enum class StartingPoint {
  newest_known,  ///< Only from its own newest version, or where it stepped down to before.
  any_known,     ///< From any version that it knows.
};

/// Whether the program that steps down is kept from climbing straight back when it boots again.
enum class Hold { set, none };

/// What to do about others who are connected to the database: their programs may break when its schema goes
/// back. On an engine that does not tell (SQLite) there is nothing to warn of, and `refuse` is refused.
enum class OtherSessions { warn, refuse };

/// What a downgrade can be told.
struct DowngradeOptions : RunOptions {
  StartingPoint from = StartingPoint::newest_known;  ///< Whether it may begin below what this program knows.
  Hold hold = Hold::set;                             ///< Whether this program may climb back.
  OtherSessions other_sessions = OtherSessions::warn;  ///< What to do beside other sessions.
};

}  // namespace rung
