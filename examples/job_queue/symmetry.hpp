#pragma once

#include <rung/dialect.hpp>
#include <rung/testing/symmetry.hpp>

namespace job_queue {

/// What the proof that every down is the inverse of its up is told: the same in the test and in the engine's
/// own command `db symmetry`.
rung::testing::SymmetryOptions symmetry_options(rung::Dialect dialect);

}  // namespace job_queue
