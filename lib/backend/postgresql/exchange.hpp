#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <libpq-fe.h>

#include "port/executor.hpp"
#include "port/failure.hpp"

namespace rung::postgresql {

struct ClearResult {
  void operator()(PGresult* result) const noexcept { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, ClearResult>;

/// Messages to the server, and its answers; what can be stopped. Every function throws Failure.
class Exchange {
 public:
  Exchange(PGconn* connection, const std::atomic<bool>& cancelled);
  ~Exchange();
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  [[nodiscard]] PGconn* connection() const noexcept { return connection_; }

  /// One statement, its values bound; its rows.
  Rows query(std::string_view sql, const std::vector<Value>& values = {});
  /// Any number of statements in one message; the rows of each, in order.
  std::vector<Rows> message(const std::string& text);
  /// The same, and hands over the rows of each statement that took effect, also of one before a failure.
  void message(const std::string& text, const std::function<void(Rows)>& take);

  /// Sends a text of any number of statements, and calls `take` for each that took effect, as its answer
  /// arrives. Rows come one by one, so that those of a large answer are never all in memory. The failure, if
  /// there was one, comes when the server has finished.
  void stream(const char* text, const TookEffect& take);

  /// Stops what the server is doing. Safe in a signal handler.
  void interrupt() noexcept;

 private:
  void require_connection() const;
  Result next();
  void drain(const std::function<void(const PGresult*)>& take);

  PGconn* connection_;
  const std::atomic<bool>* cancelled_;
  PGcancel* cancel_;
};

/// What the server calls one of the settings that it reports by itself, without asking it.
std::string_view reported(PGconn* connection, const char* setting);

}  // namespace rung::postgresql
