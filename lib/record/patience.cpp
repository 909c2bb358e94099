#include "record/patience.hpp"

#include <algorithm>
#include <random>
#include <thread>

#include "record/tell.hpp"

namespace rung {
namespace {

using std::chrono::duration_cast;
using std::chrono::milliseconds;

constexpr milliseconds shortest_pause{2};
constexpr milliseconds longest_pause{100};
constexpr milliseconds tell_every{1000};

/// Between half of it and all of it.
milliseconds with_jitter(milliseconds pause) {
  thread_local std::minstd_rand random{std::random_device{}()};
  return milliseconds(
      std::uniform_int_distribution<milliseconds::rep>((pause.count() + 1) / 2, pause.count())(random));
}

}  // namespace

void Patience::start() noexcept {
  started_ = since_progress_ = Clock::now();
  last_told_ = {};
  next_pause_ = shortest_pause;
}

bool Patience::is_time_to_tell() const noexcept { return Clock::now() - last_told_ >= tell_every; }

bool Patience::pause(std::string_view holder) {
  const Clock::time_point now = Clock::now();
  const auto left = duration_cast<milliseconds>(since_progress_ + limit_ - now);
  if (left.count() <= 0) {
    check_cancelled();
    return false;
  }
  if (now - last_told_ >= tell_every) {
    last_told_ = now;
    tell(observer_,
         [&](Observer& observer) { observer.waiting(holder, duration_cast<milliseconds>(now - started_)); });
  }
  sleep(std::min(next_pause_, left));
  next_pause_ = std::min(next_pause_ * 2, longest_pause);
  return true;
}

void Patience::sleep(milliseconds time) {
  check_cancelled();
  const Clock::time_point now = Clock::now();
  std::this_thread::sleep_for(with_jitter(time));
  waited_ += Clock::now() - now;
}

void Patience::check_cancelled() const {
  if (ports_->cancelled.load()) throw Failure(Failure::Kind::cancelled, "", "cancelled while waiting");
}

milliseconds Patience::waited() const noexcept { return duration_cast<milliseconds>(waited_); }

}  // namespace rung
