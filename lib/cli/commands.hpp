#pragma once

#include <iosfwd>

#include <rung/cli.hpp>

#include "cli/invocation.hpp"

namespace rung::cli {

/// Executes the command and returns 0, or 3 for a finding. Throws Error.
int execute(const Invocation& invocation, const MigrationSet& set, Database& database, std::ostream& out);

}  // namespace rung::cli
