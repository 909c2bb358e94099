#pragma once

#include <string>
#include <vector>

#include <rung/check.hpp>
#include <rung/ledger_entry.hpp>
#include <rung/testing/symmetry.hpp>

namespace rung::cli {

/// What `status --json` and `history --json` print, indented. `base` is the number 0; what is not known is
/// null.
std::string to_json(const StatusReport& report, const std::string& catalog);
std::string to_json(const std::vector<LedgerEntry>& entries);
/// What `symmetry --json` prints, in the same manner.
std::string to_json(const testing::SymmetryReport& report);

}  // namespace rung::cli
