#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <sqlite3.h>

#include "port/executor.hpp"
#include "port/failure.hpp"

namespace rung::sqlite {

/// What the handle says of the last call on it, which failed.
Failure last_failure(::sqlite3* handle);

/// A prepared statement. Every function throws Failure.
class Statement {
 public:
  /// Prepares the first statement of `text`, of which SQLite makes a copy: who walks over a long script gives
  /// it one statement at a time.
  Statement(::sqlite3* handle, std::string_view text);

  /// Bytes of `text` that were read: up to and including the statement's semicolon.
  [[nodiscard]] std::size_t length() const noexcept { return length_; }
  /// False for a comment or a lone semicolon.
  [[nodiscard]] bool has_statement() const noexcept { return statement_ != nullptr; }
  [[nodiscard]] int parameter_count() const noexcept {
    return sqlite3_bind_parameter_count(statement_.get());
  }

  /// Parameters count from 1. A text must live until the last step.
  void bind(int number, const Value& value);
  /// Whether there is a row.
  enum class Stepped { row, done };
  Stepped step();
  [[nodiscard]] Row row() const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
  };

  ::sqlite3* handle_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  std::size_t length_ = 0;
};

/// Executes one statement with bound values and returns its rows.
Rows run(::sqlite3* handle, std::string_view sql, const std::vector<Value>& values = {});

}  // namespace rung::sqlite
