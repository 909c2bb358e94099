#pragma once

#include <rung/observer.hpp>

namespace rung {

/// Calls the observer, if there is one. What it throws is dropped: a broken log must not break a migration.
template <typename Function>
void tell(Observer* observer, const Function& function) noexcept {
  if (observer == nullptr) return;
  try {
    function(*observer);
  } catch (...) {  // NOLINT(bugprone-empty-catch): documented at Observer
  }
}

}  // namespace rung
