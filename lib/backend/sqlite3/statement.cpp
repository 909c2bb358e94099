#include "backend/sqlite3/statement.hpp"

#include <limits>
#include <optional>
#include <variant>

namespace rung::sqlite {
namespace {

Failure::Kind kind_of(int code, std::string_view message) {
  if (code == SQLITE_BUSY_SNAPSHOT) return Failure::Kind::start_again;
  if (code == SQLITE_LOCKED_SHAREDCACHE) return Failure::Kind::busy;
  switch (code & 0xFF) {
    case SQLITE_BUSY:
      return Failure::Kind::busy;
    case SQLITE_READONLY:
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      return Failure::Kind::unwritable;
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return Failure::Kind::not_a_database;
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return Failure::Kind::denied;
    case SQLITE_INTERRUPT:
      return Failure::Kind::cancelled;
    default:
      // SQLite has no code of its own for this.
      return message.rfind("no such table: ", 0) == 0 ? Failure::Kind::no_such_table
                                                      : Failure::Kind::statement;
  }
}

struct Bind {
  sqlite3_stmt* statement;
  int number;

  int operator()(std::monostate) const { return sqlite3_bind_null(statement, number); }
  int operator()(std::int64_t value) const { return sqlite3_bind_int64(statement, number, value); }
  int operator()(std::string_view text) const {
    return sqlite3_bind_text64(statement, number, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
  }
};

}  // namespace

Failure last_failure(::sqlite3* handle) {
  const int code = sqlite3_extended_errcode(handle);
  const std::string message = sqlite3_errmsg(handle);
  const int offset = sqlite3_error_offset(handle);
  return {kind_of(code, message), std::to_string(code), message,
          offset < 0 ? std::nullopt : std::optional<std::uint64_t>(static_cast<std::uint64_t>(offset))};
}

Statement::Statement(::sqlite3* handle, std::string_view text) : handle_(handle) {
  if (text.size() >= static_cast<std::size_t>(std::numeric_limits<int>::max())) {
    throw Failure(Failure::Kind::statement, std::to_string(SQLITE_TOOBIG),
                  "the statement is longer than SQLite can take");
  }
  sqlite3_stmt* statement = nullptr;
  const char* tail = nullptr;
  const int code = sqlite3_prepare_v2(handle, text.data(), static_cast<int>(text.size()), &statement, &tail);
  statement_.reset(statement);
  if (code != SQLITE_OK) throw last_failure(handle);
  length_ = static_cast<std::size_t>(tail - text.data());
}

void Statement::bind(int number, const Value& value) {
  if (std::visit(Bind{statement_.get(), number}, value) != SQLITE_OK) throw last_failure(handle_);
}

Statement::Stepped Statement::step() {
  switch (sqlite3_step(statement_.get())) {
    case SQLITE_ROW:
      return Stepped::row;
    case SQLITE_DONE:
      return Stepped::done;
    default:
      throw last_failure(handle_);
  }
}

Row Statement::row() const {
  Row row;
  const int columns = sqlite3_column_count(statement_.get());
  for (int i = 0; i < columns; ++i) {
    // The text first: asking for it may convert the value, and changes its length.
    const auto* const text = reinterpret_cast<const char*>(
        sqlite3_column_text(statement_.get(), i));  // NOLINT(cppcoreguidelines-pro-type-reinterpret-cast)
    if (text == nullptr) {
      row.emplace_back();
    } else {
      row.emplace_back(
          std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), i))));
    }
  }
  return row;
}

Rows run(::sqlite3* handle, std::string_view sql, const std::vector<Value>& values) {
  Statement statement(handle, sql);
  int number = 0;
  for (const Value& value : values) statement.bind(++number, value);
  Rows rows;
  while (statement.step() == Statement::Stepped::row) rows.push_back(statement.row());
  return rows;
}

}  // namespace rung::sqlite
