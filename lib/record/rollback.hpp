#pragma once

#include "port/executor.hpp"

namespace rung {

/// Leaves the transaction, if the session is in one. Never throws: where even a second try fails the session
/// is still inside, which the caller sees by `in_transaction`, and has to say.
void roll_back(Executor& executor);

}  // namespace rung
