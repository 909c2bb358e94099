#include "record/rollback.hpp"

#include "port/failure.hpp"

namespace rung {

void roll_back(Executor& executor) {
  // A second try costs nothing, and a session that stays inside a transaction is what the caller must not
  // get.
  for (int i = 0; i < 2 && executor.in_transaction(); ++i) {
    try {
      executor.rollback();
    } catch (const Failure&) {  // NOLINT(bugprone-empty-catch): `in_transaction` is asked again
    }
  }
}

}  // namespace rung
