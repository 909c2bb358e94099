#pragma once

#include <string>

namespace rung::cli {

/// What a server said to a log-in.
struct LoginAnswer {
  std::string place;  ///< Host, port, database and user, for people.
  std::string code;   ///< SQLSTATE; empty if it let us in, or if no server answered.
  bool let_in = false;
  bool wants_password = false;  ///< And was given none.
};

/// Logs in by a URI of libpq's, and out again. For what SOCI does not tell: its errors have no SQLSTATE, and
/// the server's words may be in any language. Takes a few seconds at most; never throws for what the server
/// answers.
LoginAnswer try_login(const std::string& uri);

/// Whether the server will let more in later, with nothing changed: it is full, starting up or shutting down.
bool will_pass(const LoginAnswer& answer) noexcept;

/// What to do about the answer, in a sentence.
std::string advice(const LoginAnswer& answer);

}  // namespace rung::cli
