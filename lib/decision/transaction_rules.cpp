#include "decision/transaction_rules.hpp"

namespace rung {

const TransactionRules& transaction_rules(Dialect dialect) noexcept {
  static constexpr TransactionRules none;
  static constexpr TransactionRules sqlite{true, 0};
  // A lock is held for each object that a transaction makes, and the table of locks has room for 64 a
  // connection (https://www.postgresql.org/docs/current/runtime-config-locks.html): with default settings it
  // was full between 1,500 and 2,000 steps of a table, an index and a row.
  static constexpr TransactionRules postgresql{false, 1500};
  switch (dialect) {
    case Dialect::sqlite:
      return sqlite;
    case Dialect::postgresql:
      return postgresql;
    case Dialect::any:
      break;
  }
  return none;
}

}  // namespace rung
