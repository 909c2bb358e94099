#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include <rung/catalog_state.hpp>
#include <rung/version.hpp>

namespace rung {

/// What a run did. A program ahead of which the database is, but which it may use, gets `from` and `to` at
/// the head, and no step.
struct Outcome {
  Version from = Version::base();                  ///< Where the database was.
  Version to = Version::base();                    ///< Where it is.
  std::size_t steps = 0;                           ///< Executed by this run; 0: there was nothing to do.
  std::chrono::milliseconds waited{};              ///< For locks.
  CatalogState state = CatalogState::untouched();  ///< As the run leaves it.
  std::vector<std::string> warnings;               ///< The plan's, one sentence each.
};

}  // namespace rung
