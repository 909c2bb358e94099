#include <string_view>

#include "backend/sqlite3/sqlite_ports.hpp"
#include "backend/sqlite3/statement.hpp"

namespace rung::sqlite {

Rows Executor::query(const Query& query) { return run(handle_, query.sql, query.values); }

void Executor::execute(const Batch& batch, std::size_t& done, const TookEffect& took_effect) {
  while (done < batch.size()) {
    // What is called off between two statements interrupts neither.
    if (cancelled_->load()) throw Failure(Failure::Kind::cancelled, "", "cancelled");
    execute_one(batch.statement(done));
    ++done;
    took_effect({});
  }
}

void Executor::execute_one(std::string_view sql) {
  Statement statement(handle_, sql);
  // The run counts statements by its own scanner. Where SQLite disagrees, going on would lose track of what
  // was done.
  if (statement.length() != sql.size()) {
    throw Failure(Failure::Kind::statement, "",
                  "SQLite sees the end of this statement elsewhere than rung does; it was not executed");
  }
  if (!statement.has_statement()) return;
  if (statement.parameter_count() != 0) {
    throw Failure(Failure::Kind::statement, "",
                  "the statement holds a parameter, which would be bound to NULL; it was not executed");
  }
  while (statement.step() == Statement::Stepped::row) {
  }
}

void Executor::commit() { run(handle_, "commit"); }

void Executor::rollback() {
  if (in_transaction()) run(handle_, "rollback");
}

}  // namespace rung::sqlite
