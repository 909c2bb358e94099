#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>

namespace rung {

/// What a backend throws: the server's answer, sorted by what can be done about it. Never leaves the library;
/// layers above turn it into an Error that knows the step and the state.
class Failure : public std::runtime_error {
 public:
  enum class Kind {
    statement,       ///< The server refused this statement. Whether the transaction is still open: ask.
    no_such_table,   ///< Of a query: a table that it reads does not exist.
    denied,          ///< The role may not.
    busy,            ///< Another session is in the way: the same call may succeed in a moment.
    start_again,     ///< Another session is in the way, and the transaction has to start again: a lock's time
                     ///< was up, a deadlock, SQLITE_BUSY_SNAPSHOT.
    unwritable,      ///< Read-only database, full disk.
    not_a_database,  ///< The file is none, or is damaged.
    cancelled,       ///< By Database::cancel().
    not_direct,      ///< A proxy stands between the client and its server session.
    no_connection,   ///< It was lost before: nothing was sent.
    connection_lost,  ///< What became of the call is not known.
  };

  Failure(Kind kind, std::string code, const std::string& message,
          std::optional<std::uint64_t> offset = std::nullopt, std::string advice = {})
      : std::runtime_error(message),
        kind_(kind),
        code_(std::move(code)),
        offset_(offset),
        advice_(std::move(advice)) {}

  [[nodiscard]] Kind kind() const noexcept { return kind_; }
  /// SQLSTATE or native code.
  [[nodiscard]] const std::string& code() const noexcept { return code_; }
  /// Where in the failing statement's text, in bytes, if the server told.
  [[nodiscard]] std::optional<std::uint64_t> offset() const noexcept { return offset_; }
  /// What a person can do about just this code, as a sentence; empty if there is nothing special about it.
  [[nodiscard]] const std::string& advice() const noexcept { return advice_; }

 private:
  Kind kind_;
  std::string code_;
  std::optional<std::uint64_t> offset_;
  std::string advice_;
};

}  // namespace rung
