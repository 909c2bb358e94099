#include <fmt/format.h>

#include <rung/catalog_state.hpp>

namespace rung {

CatalogState CatalogState::at_version(Version version) noexcept {
  CatalogState state;
  state.kind_ = Kind::at_version;
  state.version_ = version;
  return state;
}

CatalogState CatalogState::partly_applied(Version version, Version step, Direction direction,
                                          std::uint64_t done, std::uint64_t total) noexcept {
  CatalogState state;
  state.kind_ = Kind::partly_applied;
  state.version_ = version;
  state.step_ = step;
  state.direction_ = direction;
  state.done_ = done;
  state.total_ = total;
  return state;
}

CatalogState CatalogState::unknown() noexcept {
  CatalogState state;
  state.kind_ = Kind::unknown;
  return state;
}

std::string to_string(const CatalogState& state) {
  switch (state.kind()) {
    case CatalogState::Kind::at_version:
      return state.version().is_base() ? "at base" : fmt::format("at version {}", to_string(state.version()));
    case CatalogState::Kind::partly_applied:
      return fmt::format("partly applied: {} of {} statements of the {} {}, on top of version {}",
                         state.statements_done(), state.statements_total(),
                         state.direction() == Direction::up ? "upgrade to" : "downgrade from",
                         to_string(state.step()), to_string(state.version()));
    case CatalogState::Kind::unknown:
      return "unknown: the connection was lost while committing";
    case CatalogState::Kind::untouched:
      break;
  }
  return "untouched";
}

}  // namespace rung
