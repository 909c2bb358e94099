#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <rung/checksum.hpp>
#include <rung/dialect.hpp>
#include <rung/embedded.hpp>

namespace rung::text {

/// The hash of a script's text up to and including `statement`, from the hash up to the one before it.
Checksum extend_prefix_hash(const Checksum& before, std::string_view statement);

/// The hash of a script's first `statements` statements: what a cursor in the ledger holds, so that a step
/// that was cut off is continued only behind the text that took effect. Comments and blanks between
/// statements do not count. Nothing if the script has fewer statements.
std::optional<Checksum> hash_of_prefix(const embedded::Script& script, Dialect dialect,
                                       std::uint64_t statements);

}  // namespace rung::text
