#pragma once

#include "backend/postgresql/outside_statement.hpp"
#include "port/executor.hpp"

namespace rung::postgresql {

/// What to do with an invalid index that another session is building just now.
enum class WhileBuilt {
  wait,         ///< Throw Failure `busy`: the same call may succeed when the other session is done.
  leave_alone,  ///< It is none of ours.
};

/// Drops the invalid indexes that a build left behind when it was refused or cut off: of `CREATE INDEX
/// CONCURRENTLY` the one of that table and name, of `REINDEX … CONCURRENTLY` those that it makes beside the
/// indexes it concerns
/// (`…_ccnew`, `…_ccold`). Nothing happens if there are none. Throws Failure.
void drop_leftovers(Executor& executor, const CreateIndex& statement, WhileBuilt while_built);
void drop_leftovers(Executor& executor, const Reindex& statement, WhileBuilt while_built);

}  // namespace rung::postgresql
