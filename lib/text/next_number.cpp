#include "text/next_number.hpp"

#include <algorithm>
#include <cstdint>
#include <ctime>

#include <fmt/chrono.h>

#include <rung/error.hpp>

namespace rung::text {
namespace {

using std::chrono::system_clock;

std::string without_dashes(std::string_view number) {
  std::string digits(number);
  digits.erase(std::remove(digits.begin(), digits.end(), '-'), digits.end());
  return digits;
}

/// Of the fourteen digits of a date and a time.
bool is_date_and_time(std::string_view digits) {
  const auto between = [&](std::size_t at, std::size_t size, std::string_view low, std::string_view high) {
    const std::string_view part = digits.substr(at, size);
    return low <= part && part <= high;
  };
  return digits.size() == 14 && between(0, 4, "1970", "2999") && between(4, 2, "01", "12") &&
         between(6, 2, "01", "31") && between(8, 2, "00", "23") && between(10, 2, "00", "59");
}

/// Thirteen digits since September 2001, and until November 2286.
bool is_milliseconds(std::string_view digits) { return digits.size() == 13 && digits.front() != '0'; }

std::string following(std::string_view digits) {
  const auto number = std::stoll(std::string(digits));
  if (number == INT64_MAX) throw SourceError("there is no number behind the last migration's");
  return fmt::format("{:0{}}", number + 1, digits.size());
}

}  // namespace

std::string next_number(std::string_view last, system_clock::time_point now) {
  if (last.empty()) return "0001";
  const std::string digits = without_dashes(last);
  const bool has_dashes = digits.size() < last.size();
  std::string next;
  const auto time = fmt::gmtime(system_clock::to_time_t(now));
  if (is_date_and_time(digits)) {
    next = has_dashes ? fmt::format("{:%Y-%m-%d-%H%M%S}", time) : fmt::format("{:%Y%m%d%H%M%S}", time);
  } else if (is_milliseconds(digits)) {
    next = fmt::format("{}",
                       std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count());
  }
  // A clock may be behind the one that named the last file.
  return next > last ? next : following(digits);
}

}  // namespace rung::text
