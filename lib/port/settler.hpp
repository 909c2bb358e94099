#pragma once

#include "text/statement_reader.hpp"

namespace rung {

/// What became of a statement outside a transaction that was cut off.
enum class Settled {
  not_done,     ///< It can be executed, from its beginning.
  done,         ///< It took effect.
  cannot_tell,  ///< A person has to look.
};

/// For engines on which a statement outside a transaction may be left half-done, or cannot be executed twice:
/// finds out what became of it by looking at the database's own catalog. Every function throws Failure.
class Settler {
 public:
  Settler() = default;
  virtual ~Settler() = default;
  Settler(const Settler&) = delete;
  Settler& operator=(const Settler&) = delete;

  /// Removes what the statement left half-done, if it did (an invalid index), and says whether it took
  /// effect.
  virtual Settled settle(const text::Statement& statement) = 0;

  /// Of a statement that the server refused: removes what it left half-done.
  virtual void clear_away(const text::Statement& statement) = 0;
};

}  // namespace rung
