#pragma once

#include <string>

namespace rung {

/// Now, in UTC: "2026-11-21T08:15:30.123Z". For people: nothing is decided by it.
std::string utc_now();

}  // namespace rung
