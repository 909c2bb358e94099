#pragma once

#include <string>
#include <vector>

#include <rung/script.hpp>

namespace rung {

/// What a segment needs of the session's settings.
struct SegmentNeeds {
  ForeignKeys foreign_keys = ForeignKeys::as_session;

  friend bool operator==(const SegmentNeeds& a, const SegmentNeeds& b) noexcept {
    return a.foreign_keys == b.foreign_keys;
  }
  friend bool operator!=(const SegmentNeeds& a, const SegmentNeeds& b) noexcept { return !(a == b); }
};

/// The settings of the caller's session: every step starts with them, and the caller gets them back. Every
/// function throws Failure.
class SessionSettings {
 public:
  SessionSettings() = default;
  virtual ~SessionSettings() = default;
  SessionSettings(const SessionSettings&) = delete;
  SessionSettings& operator=(const SessionSettings&) = delete;

  /// Remembers the settings as they are. Called once, when a run begins, outside a transaction.
  virtual void remember() = 0;

  /// Sets what a segment needs. Called before its transaction begins, because SQLite ignores some settings in
  /// one.
  virtual void prepare(const SegmentNeeds& needs) = 0;

  /// In the segment's transaction, before its first step and before its commit: notes, and then compares,
  /// what the prepared settings do not enforce (foreign keys). `verify` returns one sentence for each new
  /// violation.
  virtual void note_violations() = 0;
  virtual std::vector<std::string> new_violations() = 0;

  /// Gives back what a step's text may have changed, as far as that is possible in a transaction.
  virtual void restore_after_step() = 0;

  /// Gives back all that was remembered. Called outside a transaction, whatever happened.
  virtual void restore() = 0;
};

}  // namespace rung
