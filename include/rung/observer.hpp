#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include <rung/outcome.hpp>
#include <rung/plan.hpp>

namespace rung {

/// What a run is called, in its ledger rows as well.
struct RunInfo {
  std::string id;       ///< Random, 16 hex digits.
  std::string catalog;  ///< That the run moves.
  std::string program;  ///< As RunOptions::program says.
  std::string release;  ///< Empty if the program has none.
};

/// How far the database is in a script: up to the end of the statement that it answered last.
struct StepProgress {
  std::uint64_t statement = 0;    ///< Counts from 1 over those that are executed.
  std::uint64_t statements = 0;   ///< Of the whole script.
  std::uint64_t bytes = 0;        ///< Of the script, comments included.
  std::uint64_t total_bytes = 0;  ///< Of the whole script.
};

/// Sees a run go by. Every function is called on the run's own thread and does nothing unless it is
/// overridden; what one throws is ignored, so that a broken log does not break a migration. A run moves one
/// catalog, or several one after the other (JointUpgrader): Plan::catalog says which. Where the first
/// look at the database says that nothing is to be done, no run begins, and nothing is told.
class Observer {
 public:
  Observer() = default;
  virtual ~Observer() = default;
  Observer(const Observer&) = delete;
  Observer& operator=(const Observer&) = delete;

  /// First of all, once for each catalog; nothing has been asked of the database yet.
  virtual void run_started(const RunInfo& /*run*/) {}
  /// Before the first statement of any plan, once for each catalog that has steps; again if another run moved
  /// the database meanwhile.
  virtual void plan_made(const Plan& /*plan*/) {}
  /// Before the segment's first statement; again if the segment is tried again.
  virtual void segment_started(const Plan& /*plan*/, const Segment& /*segment*/) {}
  /// The database has come to the step. PostgreSQL keeps its answers to a message until it has finished all
  /// of it, so that this and the next two may be told late, and of several small steps at once.
  virtual void step_started(const Step& /*step*/) {}
  /// A statement of the step's script took effect; it is permanent once its segment is committed, and outside
  /// a transaction at once. Not called for a routine.
  virtual void statement_done(const Step& /*step*/, const StepProgress& /*progress*/) {}
  /// The step took effect, and is permanent once its segment is committed.
  virtual void step_done(const Step& /*step*/, std::chrono::milliseconds /*elapsed*/) {}
  /// The server says something: a NOTICE or WARNING of PostgreSQL's.
  virtual void notice(std::string_view /*message*/) {}
  /// Another session was in the way, so the segment was rolled back and is tried again: attempt 2 of 10, say.
  virtual void retrying(std::string_view /*why*/, int /*attempt*/, int /*most*/) {}
  /// Another session is in the way. Called when waiting begins and about once a second from then on.
  virtual void waiting(std::string_view /*holder*/, std::chrono::milliseconds /*waited*/) {}
  /// Last of all, once for each catalog, in the order of `run_started`; also where there was nothing to do.
  /// Not called if the run throws.
  virtual void run_done(const Outcome& /*outcome*/) {}
};

}  // namespace rung
