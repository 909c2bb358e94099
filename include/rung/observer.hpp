#pragma once

#include <chrono>
#include <string_view>

#include <rung/plan.hpp>

namespace rung {

/// Sees a run go by. Every function is called on the run's own thread and does nothing unless it is
/// overridden; what one throws is ignored, so that a broken log does not break a migration.
class Observer {
 public:
  Observer() = default;
  virtual ~Observer() = default;
  Observer(const Observer&) = delete;
  Observer& operator=(const Observer&) = delete;

  /// Before the first statement of a plan; again if another run moved the database meanwhile.
  virtual void plan_made(const Plan& /*plan*/) {}
  virtual void step_started(const Step& /*step*/) {}
  /// The step took effect, and is permanent once its segment is committed.
  virtual void step_done(const Step& /*step*/, std::chrono::milliseconds /*elapsed*/) {}
  /// The server says something: a NOTICE or WARNING of PostgreSQL's.
  virtual void notice(std::string_view /*message*/) {}
  /// Another session was in the way, so the segment was rolled back and is tried again: attempt 2 of 10, say.
  virtual void retrying(std::string_view /*why*/, int /*attempt*/, int /*most*/) {}
  /// Another session is in the way. Called when waiting begins and about once a second from then on.
  virtual void waiting(std::string_view /*holder*/, std::chrono::milliseconds /*waited*/) {}
};

}  // namespace rung
