#pragma once

#include <vector>

#include "port/executor.hpp"
#include "port/settler.hpp"

namespace rung::postgresql {

/// Looks into PostgreSQL's catalog. Names are resolved by the server, with the session's search path.
///
/// An index that another session is still building is not valid either: then `settle` throws Failure `busy`,
/// and `clear_away` leaves it alone. No valid index is ever dropped, and no invalid one of another table or
/// name.
class Settler final : public rung::Settler {
 public:
  /// Borrows the executor, which must be outside a transaction when it is used: what is dropped is dropped
  /// concurrently.
  explicit Settler(Executor& executor) noexcept : executor_(&executor) {}

  Settled settle(const text::Statement& statement) override;
  void clear_away(const text::Statement& statement) override;

 private:
  Executor* executor_;
};

}  // namespace rung::postgresql
