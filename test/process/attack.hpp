#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "process/timeline.hpp"
#include "support/restorable_database.hpp"
#include "support/subprocess.hpp"

namespace rung::test {

/// A command that takes the prepared database through all steps.
struct Work {
  std::vector<std::string> prepare;  ///< A command; empty: the database is.
  std::vector<std::string> command;
  std::string step;  ///< What stands at the beginning of the line that is printed for each.
  enum class Commits { as_few_as_possible, each_step } commits = Commits::as_few_as_possible;
};

/// What is done to an engine at its work.
struct Blow {
  std::string name;
  std::function<void(Subprocess& engine)> strike;
  std::function<void()> mend = [] {};  ///< So that the next engine can work.
  std::int64_t rows = 800;             ///< That each step writes: a blow that takes its time needs more.
};

/// How attacks went.
struct Tally {
  std::uint64_t struck = 0;
  std::uint64_t inside = 0;                 ///< Behind the first step that was printed, before the last.
  std::uint64_t outside_a_transaction = 0;  ///< A step there was cut off.
  std::uint64_t in_doubt = 0;               ///< The engine said that it does not know.
};

/// Strikes engines at random moments of the same work; and checks after each blow that what is in the
/// database is what the engine said, that the next engine finishes, and that nothing tells the result from
/// undisturbed work.
class Attack {
 public:
  Attack(RestorableDatabase& database, Work work, Blow blow, std::uint64_t seed);

  /// At least `wanted` blows, and eight in ten of that inside. A moment before the first statement or behind
  /// the last proves little, so another one is drawn for it: how many those are depends on the machine's
  /// load, not on rung.
  void strike(std::uint64_t wanted, Tally& tally);

 private:
  [[nodiscard]] bool goes_up() const noexcept { return work_.prepare.empty(); }
  [[nodiscard]] std::vector<std::string> engine_with(const std::vector<std::string>& command) const;
  [[nodiscard]] Timeline undisturbed();
  [[nodiscard]] Timeline::Moment draw_moment(const Tally& tally);
  [[nodiscard]] Timeline::Moment draw_moment_inside();
  void strike_once(Tally& tally, const Timeline::Moment& moment);
  void check_what_is_left(const Ended& ended, Tally& tally);
  void check_steps_done(std::size_t done, std::size_t printed) const;
  void check_claim(const Ended& ended, std::size_t done, Tally& tally);
  void check_partly_applied(const std::string& claim);
  /// Of the index that is made outside a transaction, whether it is valid; nothing where there is none.
  [[nodiscard]] std::vector<std::string> outside_index();
  void check_next_engine();
  /// Of all that must be as in undisturbed work.
  [[nodiscard]] std::string picture();

  RestorableDatabase* database_;
  Work work_;
  Blow blow_;
  std::mt19937_64 random_;
  std::vector<std::string> environment_;
  std::size_t steps_before_ = 0;  ///< In the prepared ledger.
  std::size_t outside_step_;  ///< Which step it is that is outside a transaction, counted from 0; or none.
  Timeline timeline_;
  std::string picture_;  ///< When the work is done.
};

/// The number in the environment, or `otherwise`.
std::uint64_t setting(const char* name, std::uint64_t otherwise);

enum class Way { up, down };

/// Attacks work of thirty steps; half of the `wanted` blows with as few transactions as possible, half with
/// one for each step. RUNG_TEST_SEED repeats the moments that are drawn. Prints how it went.
void attack(RestorableDatabase& database, const Blow& blow, Way way, std::uint64_t wanted);

}  // namespace rung::test
