#include <string_view>

#include "backend/sqlite3/sqlite_ports.hpp"
#include "backend/sqlite3/statement.hpp"

namespace rung::sqlite {

Rows Executor::query(const Query& query) { return run(handle_, query.sql, query.values); }

void Executor::execute(const Batch& batch, std::size_t& done, const TookEffect& took_effect) {
  const std::string_view text = batch.text();
  while (done < batch.size()) {
    // What is called off between two statements interrupts neither.
    if (cancelled_->load()) throw Failure(Failure::Kind::cancelled, "", "cancelled");
    execute_one(text, batch.begin_of(done), batch.end_of(done));
    ++done;
    took_effect({});
  }
}

void Executor::execute_one(std::string_view text, std::size_t begin, std::size_t end) {
  Statement statement(handle_, text.substr(begin));
  // The run counts statements by its own scanner. Where SQLite disagrees, going on would lose track of what
  // was done.
  if (begin + statement.length() != end) {
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
