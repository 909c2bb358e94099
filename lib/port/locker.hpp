#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <rung/script.hpp>

#include "port/executor.hpp"
#include "port/failure.hpp"

namespace rung {

/// The last statements of a transaction, rung's own, and its commit; and how far that came.
struct Ending {
  Batch statements;
  std::size_t done = 0;  ///< Of the statements.
  bool committed = false;
};

/// The migration lock: one for each ledger, whatever the catalog. A ledger is named by its version table,
/// quoted and with its schema. Every function throws Failure.
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
  /// `read` is answered all the same. After a throw, too, no transaction is left open.
  virtual Attempt try_begin(const std::string& ledger, const Query& read) = 0;

  /// Executes what is left of an ending, and commits. After a throw, `in_transaction` tells whether it can be
  /// tried again; outside one, it may have taken effect unless the statement that failed was refused.
  virtual void end(Ending& ending) = 0;
  /// The same, and begins the next transaction as `try_begin` does, in one message where the engine packs.
  /// Nothing where the transaction was committed, and no next one could be begun: `try_begin` tells why.
  virtual std::optional<Attempt> end_and_begin(Ending& ending, const std::string& ledger, const Query& read) {
    end(ending);
    try {
      return try_begin(ledger, read);
    } catch (const Failure&) {
      return std::nullopt;
    }
  }

  /// Who holds the lock and how far it is, in words, as far as the engine tells. Equal words mean: no
  /// progress.
  virtual std::string holder(const std::string& ledger) = 0;

  /// A statement that lets those who wait see how far this run is, before it commits, and answers as `clock`
  /// does; empty if there is no such thing.
  [[nodiscard]] virtual std::string announcement(std::string_view progress,
                                                 Transaction transaction) const = 0;

  /// A statement that answers with the server's time, in milliseconds since some moment: for a server that
  /// keeps its answers back until it has finished a message, so that only itself can tell how long a step
  /// took. Empty for others.
  [[nodiscard]] virtual std::string clock() const = 0;

  /// For steps outside a transaction: keeps the lock, which the open transaction holds, until `release`.
  /// Throws Failure `not_direct` where a proxy stands between, which would give it to somebody else.
  virtual void keep(const std::string& ledger) = 0;
  /// Asks the server whether this session still has what it keeps.
  virtual bool keeps(const std::string& ledger) = 0;
  /// Nothing happens if nothing is kept.
  virtual void release(const std::string& ledger) = 0;

  /// Which sessions stand in the way of a statement that waited too long for a lock, in words; empty if it
  /// cannot be told.
  virtual std::string blockers(std::string_view statement) = 0;
};

}  // namespace rung
