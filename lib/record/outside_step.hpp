#pragma once

#include <chrono>
#include <functional>
#include <optional>

#include <rung/checksum.hpp>
#include <rung/ledger_entry.hpp>
#include <rung/plan.hpp>

#include "decision/history.hpp"
#include "port/ports.hpp"
#include "record/ledger.hpp"
#include "record/outbox.hpp"
#include "record/patience.hpp"
#include "record/step_failure.hpp"

namespace rung {

/// Asked and told by a step outside a transaction.
struct OutsideEvents {
  /// Behind each statement that took effect, and is permanent.
  std::function<void(const text::Statement&)> statement_done;
  /// Another session stood in the way of an ordinary statement, which had no effect: whether it is executed
  /// again.
  std::function<bool(const StepFailure&)> tries_again;
};

/// Executes a step outside a transaction: one statement a message, each followed by the cursor of the step's
/// row in the ledger. Where the engine can tell, no statement is executed twice: an ordinary one commits
/// together with the cursor; of any other the ledger says that it was sent, and the run that takes over looks
/// at what became of it.
class OutsideStep {
 public:
  /// `entry` is the step's row, which says `running`; it is kept at what took effect.
  OutsideStep(Ports& ports, Ledger& ledger, Patience& patience, const Plan& plan, const Step& step,
              LedgerEntry& entry, OutsideEvents events);

  /// How long an ordinary statement may wait for a lock.
  void set_lock_timeout(std::chrono::milliseconds timeout) noexcept { lock_timeout_ = timeout; }

  /// `left` is what an earlier run left of this step, if it did. Throws StepFailure, Failure, and LedgerError
  /// `interrupted` if it cannot be told what became of the statement in which that run was cut off.
  void execute(const std::optional<HalfDoneStep>& left);

 private:
  void take(const text::Statement& statement, const std::optional<HalfDoneStep>& left);
  /// Of a statement that was executed by an earlier run.
  void pass_over(const text::Statement& statement);
  [[nodiscard]] bool took_effect_before(const text::Statement& statement, const HalfDoneStep& left);
  /// Throws Failure if a statement before has released the migration lock.
  void require_lock();
  void execute_with_cursor(const text::Statement& statement);
  void execute_alone(const text::Statement& statement);
  void send(const text::Statement& statement);
  /// With the step's row at this cursor.
  void commit(const Checksum& cursor);
  [[nodiscard]] bool is_written(const Checksum& cursor);
  /// Of a statement that was refused. What cannot be removed is told in the failure.
  void clear_away(const text::Statement& statement, StepFailure& failure);
  /// The statement took effect; `hash_` goes along.
  void note_done(const text::Statement& statement);
  [[noreturn]] void refuse(const text::Statement& statement, const char* why) const;

  Ports* ports_;
  Ledger* ledger_;
  Patience* patience_;
  const Plan* plan_;
  const Step* step_;
  LedgerEntry* entry_;
  OutsideEvents events_;
  Outbox outbox_;
  std::chrono::milliseconds lock_timeout_{};
  Checksum hash_;  ///< Of the text that was executed.
};

}  // namespace rung
