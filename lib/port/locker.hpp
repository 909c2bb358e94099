#pragma once

#include <optional>
#include <string>

#include "port/executor.hpp"

namespace rung {

/// The migration lock: one for each ledger, whatever the catalog.
class Locker {
 public:
  Locker() = default;
  virtual ~Locker() = default;
  Locker(const Locker&) = delete;
  Locker& operator=(const Locker&) = delete;

  struct Attempt {
    enum class Result { locked, held_by_another } result = Result::held_by_another;
    std::optional<Rows> rows;  ///< The answer to `read`; nothing where it could not be read meanwhile.
  };

  /// Tries once, without waiting, to begin a transaction that may write and holds the migration lock until it
  /// ends; and executes `read` in it. If another session holds the lock no transaction is left open, and
  /// `read` is answered from outside. Throws Failure, with no transaction left open.
  virtual Attempt try_begin(const Query& read) = 0;

  /// Who holds the lock, in words, as far as the engine tells.
  virtual std::string holder() = 0;
};

}  // namespace rung
