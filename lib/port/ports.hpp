#pragma once

#include <atomic>
#include <functional>
#include <string_view>

#include "port/executor.hpp"
#include "port/locker.hpp"
#include "port/schema_reader.hpp"
#include "port/session_settings.hpp"
#include "port/sessions.hpp"
#include "port/settler.hpp"
#include "port/sql_dialect.hpp"

namespace soci {
class session;
}

namespace rung {

/// What a backend is made of. Everything that touches the database goes through these, the ledger's own
/// writes included, so that a test can fail the n-th call for every n.
struct Ports {
  Ports() = default;
  virtual ~Ports() = default;
  Ports(const Ports&) = delete;
  Ports& operator=(const Ports&) = delete;

  virtual Executor& executor() = 0;
  virtual Locker& locker() = 0;
  virtual SessionSettings& settings() = 0;
  virtual SchemaReader& schema_reader() = 0;
  [[nodiscard]] virtual const SqlDialect& dialect() const = 0;
  /// Null where the engine has no such thing.
  virtual Settler* settler() { return nullptr; }
  virtual Sessions* sessions() { return nullptr; }
  /// For Routines.
  virtual soci::session& session() = 0;
  /// Stops the statement in progress. Safe in a signal handler.
  virtual void interrupt() noexcept = 0;

  std::atomic<bool> cancelled{false};  ///< Set by Database::cancel(), cleared when a run begins.
  std::function<void(std::string_view)>
      on_notice;  ///< What the server says during a run; set by the run. Never throws.
};

}  // namespace rung
