#pragma once

#include <string_view>

#include <rung/catalog_state.hpp>

#include "port/failure.hpp"
#include "record/patience.hpp"

namespace rung {

/// Turns what a backend threw, while `doing` something that is no step, into the Error that a caller handles.
[[noreturn]] void raise(const Failure& failure, std::string_view doing, const CatalogState& state,
                        const Patience& patience);

}  // namespace rung
