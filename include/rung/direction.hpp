#pragma once

#include <string_view>

namespace rung {

/// Which way a step goes. There is one planner and one executor; the direction is data to both.
enum class Direction { up, down };

/// "up" or "down": the word that the ledger stores.
constexpr std::string_view to_string(Direction direction) noexcept {
  return direction == Direction::up ? "up" : "down";
}

}  // namespace rung
