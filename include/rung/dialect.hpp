#pragma once

#include <cstdint>
#include <string_view>

namespace rung {

/// The SQL that a script is written in. `any` is a set that has not been told; it takes the dialect of the
/// database that it runs on.
enum class Dialect : std::uint8_t { any, sqlite, postgresql };

/// "any", "sqlite" or "postgresql": the words of `rung_embed_migrations(… DIALECT …)`.
constexpr std::string_view to_string(Dialect dialect) noexcept {
  switch (dialect) {
    case Dialect::sqlite:
      return "sqlite";
    case Dialect::postgresql:
      return "postgresql";
    case Dialect::any:
      break;
  }
  return "any";
}

}  // namespace rung
