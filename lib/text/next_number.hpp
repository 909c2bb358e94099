#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace rung::text {

/// What the file of the next migration begins with, where that of the last one begins with `last`: a time in
/// UTC in the same spelling where that is one (`20250813183355`, `2025-08-13-183355`, milliseconds since
/// 1970), and else the next number, with as many digits. Always above `last`. "0001" where there is none.
std::string next_number(std::string_view last, std::chrono::system_clock::time_point now);

}  // namespace rung::text
