#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include <rung/database.hpp>

#include "support/fault.hpp"
#include "support/restorable_database.hpp"

namespace rung::test {

/// A piece of work on a database that is to be disturbed.
struct Job {
  std::string backend;
  std::function<void(RestorableDatabase&)> prepare;
  std::function<void(Database&)> work;
  std::function<void(Database&)> finish;  ///< What a person does next: by the same program, undisturbed.
  enum class Steps {
    once,
    any
  } steps = Steps::once;  ///< Whether each step must be recorded exactly as undisturbed.
  /// Whether the work can find out by itself what became of a commit without an answer, while the connection
  /// lives.
  enum class Commit { proven, unproven } commit = Commit::proven;
};

/// Asks whether `happens` with a fault in the first call, in the second, and so on, until it does not.
/// Returns how many calls there were.
///
/// Each call fails in each of these ways where a copy of the database costs nothing (SQLite). In a server it
/// does: there in RUNG_TEST_WAYS of them (default 1), in turn, so that neighbours fail in different ones.
std::size_t fail_every_call(Dialect dialect, const std::vector<Fault>& ways,
                            const std::function<bool(const Fault&)>& happens);

/// Does the work again and again, with a fault in each of its calls (`fail_every_call`), and checks after
/// each that the state which the error claims is the one that a new session finds, that the session is usable
/// or the message says that it is not, and that finishing the work ends as if nothing had happened. Returns
/// how many calls there were.
std::size_t disturb_every_call(const Job& job, const std::vector<Fault>& ways);

}  // namespace rung::test
