#include "backend/sqlite3/sqlite_ports.hpp"
#include "backend/sqlite3/statement.hpp"

namespace rung::sqlite {
namespace {

/// The answer to `read` without a transaction; nothing while a writer's spilled cache keeps readers out.
std::optional<Rows> read_outside(::sqlite3* handle, const Query& read) {
  try {
    return run(handle, read.sql, read.values);
  } catch (const Failure& failure) {
    if (failure.kind() != Failure::Kind::busy) throw;
    return std::nullopt;
  }
}

}  // namespace

Locker::Attempt Locker::try_begin(const std::string& /*ledger*/, const Query& read) {
  // Of a database that may only be read, `begin immediate` makes a reader, without a word and without a lock.
  if (sqlite3_db_readonly(handle_, "main") == 1) {
    throw Failure(Failure::Kind::unwritable, std::to_string(SQLITE_READONLY),
                  "attempt to write a readonly database");
  }
  try {
    run(handle_, "begin immediate");
  } catch (const Failure& failure) {
    if (failure.kind() != Failure::Kind::busy) throw;
    return {Attempt::Result::held_by_another, read_outside(handle_, read)};
  }
  try {
    return {Attempt::Result::locked, run(handle_, read.sql, read.values)};
  } catch (const Failure&) {
    run(handle_, "rollback");
    throw;
  }
}

void Locker::end(Ending& ending) {
  for (; ending.done < ending.statements.size(); ++ending.done)
    run(handle_, ending.statements.statement(ending.done));
  run(handle_, "commit");
  ending.committed = true;
}

}  // namespace rung::sqlite
