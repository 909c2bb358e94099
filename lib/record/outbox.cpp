#include "record/outbox.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace rung {
namespace {

/// Of a cause, or of a statement, in bytes.
constexpr std::size_t longest_quote = 2000;

/// How much longer than the shortest one a message may take for the next one to be larger. The shortest is
/// about a round trip: over a slow network it pays to have fewer of them, but an observer waits.
template <typename Duration>
Duration soon(Duration shortest) noexcept {
  return std::clamp<Duration>(10 * shortest, std::chrono::milliseconds(50), std::chrono::milliseconds(500));
}

std::chrono::milliseconds now() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now().time_since_epoch());
}

}  // namespace

std::string shortened(std::string text) {
  if (text.size() <= longest_quote) return text;
  std::size_t size = longest_quote;
  while ((static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) --size;
  return text.substr(0, size) + " …";
}

void check_cancelled(const Ports& ports) {
  if (!ports.cancelled.load()) return;
  StepFailure failure;
  failure.kind = Failure::Kind::cancelled;
  failure.cause = "cancelled";
  throw StepFailure(failure);
}

void Outbox::begin(const Step& step, std::string_view announcement) {
  current_ = &step;
  untold_.push_back({batch_.size(), &step, Event::Kind::began});
  if (!announcement.empty()) take(announcement, {current_, 0, 0, 0, Place::Answer::time});
}

void Outbox::end() {
  // Where the server tells the time, it is the next thing that it is asked: by the next announcement, or the
  // last.
  const std::size_t clock = clock_.empty() ? 0 : 1;
  untold_.push_back({batch_.size() + clock, current_, Event::Kind::ended});
  if (++steps_ >= steps_allowed_) flush();
}

void Outbox::add(const text::Statement& statement) {
  take(statement.text, {current_, statement.index, statement.line, statement.offset + statement.text.size()});
}

void Outbox::add_own(std::string_view sql) { take(sql, {current_, 0, 0}); }

void Outbox::add_own(const std::vector<std::string>& statements) {
  for (const std::string& statement : statements) add_own(statement);
}

void Outbox::take(std::string_view statement, const Place& place) {
  places_.push_back(place);
  if (packs_) {
    batch_.add(statement);
  } else {
    batch_.borrow(statement);
  }
  if (!packs_ || batch_.full()) flush();
}

void Outbox::flush() {
  try {
    check_cancelled(*ports_);
    tell_up_to(0);
    const bool asks_for_time = !untold_.empty() && untold_.back().behind > batch_.size();
    if (asks_for_time) {
      batch_.add(clock_);
      places_.push_back({current_, 0, 0, 0, Place::Answer::time});
    }
    if (!batch_.empty()) send();
  } catch (StepFailure& failure) {
    if (failure.step == nullptr) failure.step = current_;
    forget();
    throw;
  }
  forget();
}

void Outbox::send() {
  const auto start = Clock::now();
  std::size_t done = 0;
  try {
    patience_->insist([&] {
      ports_->executor().execute(batch_, done, [&](std::string_view value) { note_answer(done, value); });
    });
  } catch (const Failure& failure) {
    throw failure_of(failure, std::min(done, batch_.size() - 1));
  }
  note_time(Clock::now() - start);
}

void Outbox::note_time(Clock::duration took) noexcept {
  fastest_ = std::min(fastest_, took);
  if (steps_ < steps_allowed_) return;
  if (took - fastest_ < soon(fastest_)) {
    steps_allowed_ *= 2;
  } else if (steps_allowed_ > 1) {
    steps_allowed_ /= 2;
  }
}

void Outbox::note_answer(std::size_t done, std::string_view value) {
  const Place& place = places_[done - 1];
  if (place.number != 0 && events_.statement_done)
    events_.statement_done(*place.step, place.number, place.bytes);
  if (place.answer != Place::Answer::time) return tell_up_to(done);
  std::int64_t time = 0;
  std::from_chars(value.data(), value.data() + value.size(), time);
  tell_up_to(done, std::chrono::milliseconds(time));
  began_ = std::chrono::milliseconds(time);
}

void Outbox::tell_up_to(std::size_t done, std::optional<std::chrono::milliseconds> server_time) {
  for (; told_ < untold_.size() && untold_[told_].behind <= done; ++told_) {
    const std::chrono::milliseconds time = server_time ? *server_time : now();
    const Event& event = untold_[told_];
    if (event.kind == Event::Kind::began) {
      began_ = time;
      events_.began(*event.step);
    } else {
      events_.ended(*event.step, time - began_);
    }
  }
}

void Outbox::forget() noexcept {
  batch_.clear();
  places_.clear();
  untold_.clear();
  told_ = 0;
  steps_ = 0;
}

StepFailure Outbox::failure_of(const Failure& failure, std::size_t index) const {
  const Place& place = places_[index];
  StepFailure found;
  found.kind = failure.kind();
  found.statement = place.number;
  found.line = place.line;
  found.code = failure.code();
  found.cause = shortened(failure.what());
  found.advice = failure.advice();
  found.text = shortened(std::string(batch_.statement(index)));
  found.step = place.step;
  if (failure.offset() && place.number != 0) {
    const std::string_view before =
        batch_.statement(index).substr(0, static_cast<std::size_t>(*failure.offset()));
    found.line += static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n'));
  }
  return found;
}

}  // namespace rung
