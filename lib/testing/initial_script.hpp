#pragma once

#include <vector>

#include <rung/testing/symmetry.hpp>

namespace rung::testing {

/// Where what the set's initial script makes is not what its migrations make: the schema, and how many rows
/// each table has. In two fresh databases of the kind of `database`. Throws Error if the migrations cannot be
/// climbed.
std::vector<SymmetryFinding> compare_initial_script(const MigrationSet& set,
                                                    const ThrowawayDatabase& database, ColumnOrder order);

}  // namespace rung::testing
