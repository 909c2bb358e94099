#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <rung/plan.hpp>

#include "port/ports.hpp"
#include "record/patience.hpp"
#include "record/step_failure.hpp"
#include "text/statement_reader.hpp"

namespace rung {

/// Told of steps in the order in which the database's answers arrive. Must not throw.
struct StepEvents {
  std::function<void(const Step&)> began;
  std::function<void(const Step&, std::chrono::milliseconds elapsed)> ended;
  /// Told of each statement of the step's own; may be empty. `bytes` ends it, within the script.
  std::function<void(const Step&, std::uint64_t number, std::uint64_t bytes)> statement_done;
};

/// What is to be sent, collected until a message is full or an answer is needed: statements go out together,
/// across the borders of steps, because over a network each message costs a round trip. From the order of the
/// answers it is told which statement of which step they are about.
///
/// A server may keep the answers to a message until it has finished all of it (PostgreSQL does), so that
/// nothing is heard of a run while it works on a long one. Therefore the first message holds one step, and
/// each further one twice as many as the one before, as long as that took hardly longer than a message has
/// to. Where the engine does not pack, each statement is executed as it comes, without being copied.
class Outbox {
 public:
  Outbox(Ports& ports, Patience& patience, StepEvents events)
      : ports_(&ports),
        patience_(&patience),
        events_(std::move(events)),
        clock_(ports.locker().clock()),
        packs_(ports.executor().packs()) {}

  /// What follows belongs to this step, up to `end`, which sends what there is if that makes a full message.
  /// `announcement` is the Locker's. Throws StepFailure.
  void begin(const Step& step, std::string_view announcement);
  void end();

  /// Takes a statement of the step; sends what there is if that makes a full message. Throws StepFailure.
  void add(const text::Statement& statement);
  /// Takes a statement of rung's own. Throws StepFailure.
  void add_own(std::string_view sql);
  void add_own(const std::vector<std::string>& statements);

  /// Sends what there is, and waits for the answers. Nothing happens if there is nothing. Throws StepFailure;
  /// the rest of the message is forgotten then.
  void flush();

 private:
  using Clock = std::chrono::steady_clock;

  struct Place {
    const Step* step;
    std::uint64_t number;  ///< Of the statement within its step; 0: rung's own.
    std::uint64_t line;
    std::uint64_t bytes = 0;  ///< Up to its end, within the script.
    enum class Answer { nothing, time } answer = Answer::nothing;
  };
  struct Event {
    std::size_t behind;  ///< So many statements of the message.
    const Step* step;
    enum class Kind { began, ended } kind;
  };

  void send();
  void note_time(Clock::duration took) noexcept;
  void take(std::string_view statement, const Place& place);
  /// Tells what is due once so many statements are done; by the server's clock, where it told the time.
  void tell_up_to(std::size_t done, std::optional<std::chrono::milliseconds> server_time = std::nullopt);
  void note_answer(std::size_t done, std::string_view value);
  void forget() noexcept;
  [[nodiscard]] StepFailure failure_of(const Failure& failure, std::size_t index) const;

  Ports* ports_;
  Patience* patience_;
  StepEvents events_;
  std::string clock_;  ///< The Locker's; empty: the server does not tell the time.
  bool packs_;
  Batch batch_;
  std::vector<Place> places_;
  std::vector<Event> untold_;
  std::size_t told_ = 0;  ///< How many of them have been told.
  const Step* current_ = nullptr;
  std::size_t steps_ = 0;                             ///< That ended in this message.
  std::size_t steps_allowed_ = 1;                     ///< How many of them make a full one.
  Clock::duration fastest_ = Clock::duration::max();  ///< Message so far: about one round trip.
  std::chrono::milliseconds began_{};  ///< By the server's clock, where it tells the time, else by ours.
};

/// What a person has to read of somebody else's message: it may hold a whole statement, which may be
/// megabytes.
std::string shortened(std::string text);

/// Throws StepFailure after Database::cancel().
void check_cancelled(const Ports& ports);

}  // namespace rung
