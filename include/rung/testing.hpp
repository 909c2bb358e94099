#pragma once

/// For an engine's own unit tests, with any framework: throwaway databases, and the proof that every down is
/// the inverse of its up. `rung/testing/catch2.hpp` makes that proof one line of a test with Catch2.
#include <rung/testing/symmetry.hpp>
#include <rung/testing/throwaway_database.hpp>
