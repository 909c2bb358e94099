#include "process/timeline.hpp"

#include <algorithm>
#include <thread>
#include <utility>

namespace rung::test {
namespace {

Timeline::Clock::duration between(Timeline::Clock::duration from, Timeline::Clock::duration to,
                                  std::mt19937_64& random) {
  return Timeline::Clock::duration(
      std::uniform_int_distribution<Timeline::Clock::rep>(from.count(), to.count())(random));
}

}  // namespace

std::size_t count_of(const std::string& step, const std::string& printed) {
  std::size_t count = 0;
  for (auto at = printed.find(step); at != std::string::npos; at = printed.find(step, at + 1)) ++count;
  return count;
}

Timeline::Timeline(const std::vector<std::string>& arguments, const std::vector<std::string>& environment,
                   std::string step, std::size_t steps)
    : step_(std::move(step)), printed_at_{Clock::duration{}} {
  const auto start = Clock::now();
  Subprocess program(arguments, environment);
  for (std::size_t i = 1; i <= steps && program.prints(step_, i); ++i)
    printed_at_.push_back(Clock::now() - start);
  ended_ = program.wait();
  end_ = Clock::now() - start;
}

Timeline::Moment Timeline::draw(std::mt19937_64& random) const { return at(between({}, end_, random)); }

Timeline::Moment Timeline::draw_in(std::size_t step, std::mt19937_64& random) const {
  return at(between(printed_at_.at(step), printed_at_.at(step + 1), random));
}

Timeline::Moment Timeline::at(Clock::duration time) const {
  const auto next = std::upper_bound(printed_at_.begin(), printed_at_.end(), time);
  return {static_cast<std::size_t>(next - printed_at_.begin()) - 1, time - *std::prev(next)};
}

void Timeline::wait_for(const Moment& moment, Subprocess& program) const {
  program.prints(step_, moment.printed);
  std::this_thread::sleep_for(moment.later);
}

}  // namespace rung::test
