#pragma once

#include <string>
#include <string_view>

#include <rung/script.hpp>

namespace rung::text {

/// Reads a file of `key = value` lines that says, under one key, whether scripts run in a transaction: `true`
/// or `false`. `#` begins a comment. `wrapped` if it says nothing. Throws SourceError, with the line, on any
/// other key and value.
Transaction read_transaction_setting(const std::string& file, std::string_view text,
                                     std::string_view known_key);

}  // namespace rung::text
