#pragma once

#include <iosfwd>

#include <rung/cli.hpp>

#include "cli/invocation.hpp"

namespace rung::cli {

/// Proves, in a scratch database on the URL's server, that every down is the inverse of its up; the database
/// that the URL names is not touched. Prints the report on `out`, and about once a second on stderr how far
/// the walk is. Returns 0, or 3 if it is not proved; 5 after a signal. Throws Error.
int prove_symmetry(const Invocation& invocation, const Engine& engine, std::ostream& out);

}  // namespace rung::cli
