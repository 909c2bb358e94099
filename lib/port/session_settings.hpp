#pragma once

#include <chrono>
#include <string>
#include <vector>

#include <rung/script.hpp>

namespace rung {

/// What the steps of a segment will do, as far as the settings of its transaction are concerned.
struct TransactionNeeds {
  ForeignKeys foreign_keys = ForeignKeys::as_session;
  bool may_change_settings = false;          ///< A step may, so they have to be given back behind it.
  std::chrono::milliseconds lock_timeout{};  ///< For each statement; 0: as the session has it.
};

/// The settings of the caller's session: every step starts with them, and the caller gets them back. Every
/// function throws Failure.
class SessionSettings {
 public:
  SessionSettings() = default;
  virtual ~SessionSettings() = default;
  SessionSettings(const SessionSettings&) = delete;
  SessionSettings& operator=(const SessionSettings&) = delete;

  /// Called once, when a run begins, outside a transaction.
  virtual void remember() = 0;

  /// Sets what a segment needs before its transaction begins: SQLite ignores some settings in one.
  virtual void prepare(ForeignKeys foreign_keys) = 0;

  /// In the segment's transaction, before its first step: notes what it takes to give back, and what the
  /// prepared settings do not enforce. Returns the statements that its first step must follow.
  virtual std::vector<std::string> enter(const TransactionNeeds& needs) = 0;

  /// The statements that give back what a step's text may have changed, as far as that is possible in a
  /// transaction.
  [[nodiscard]] virtual std::vector<std::string> after_step() const = 0;

  /// Before the commit: one sentence for each violation (of a foreign key) that was not noted by `enter`.
  virtual std::vector<std::string> new_violations() = 0;

  /// Sets what the next statement of a step outside a transaction needs: how long it may wait for a lock; 0:
  /// as long as it takes. Outside a transaction, or inside one that the step's own text began.
  virtual void prepare_outside(std::chrono::milliseconds lock_timeout) = 0;

  /// Gives back all that was remembered, and noted by `prepare_outside`. Called outside a transaction,
  /// whatever happened.
  virtual void restore() = 0;
};

}  // namespace rung
