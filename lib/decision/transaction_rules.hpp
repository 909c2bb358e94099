#pragma once

#include <cstddef>

#include <rung/dialect.hpp>

namespace rung {

/// What an engine's transactions ask of a plan, as data.
struct TransactionRules {
  /// A session may enforce foreign keys or not; dropping a parent table may then delete child rows
  /// (semantics.md §8).
  bool session_foreign_keys = false;
  /// More steps than this in one transaction are likely to run out of some resource of the server's; 0: any
  /// number.
  std::size_t likely_most_steps = 0;
};

const TransactionRules& transaction_rules(Dialect dialect) noexcept;

}  // namespace rung
