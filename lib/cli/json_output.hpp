#pragma once

#include <string>
#include <vector>

#include <rung/check.hpp>
#include <rung/ledger_entry.hpp>

namespace rung::cli {

/// What `status --json` and `history --json` print, indented. `base` is the number 0; what is not known is
/// null.
std::string to_json(const StatusReport& report, const std::string& catalog);
std::string to_json(const std::vector<LedgerEntry>& entries);

}  // namespace rung::cli
