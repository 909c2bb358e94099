#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace rung {

/// A value bound to a statement of rung's own. The text is borrowed until the call returns.
using Value = std::variant<std::monostate, std::int64_t, std::string_view>;

/// A statement of rung's own: fixed text, bound values.
struct Query {
  std::string_view sql;
  std::vector<Value> values;
};

/// Everything is read back as text; a null is nothing.
using Row = std::vector<std::optional<std::string>>;
using Rows = std::vector<Row>;

/// Consecutive statements of a script that are sent together, in order. Bounded: about a megabyte, or one
/// statement.
class Batch {
 public:
  static constexpr std::size_t full_at = std::size_t{1} << 20U;

  void add(std::string_view statement) {
    text_ += statement;
    ends_.push_back(text_.size());
  }
  void clear() noexcept {
    text_.clear();
    ends_.clear();
  }
  [[nodiscard]] bool empty() const noexcept { return ends_.empty(); }
  [[nodiscard]] bool full() const noexcept { return text_.size() >= full_at; }
  [[nodiscard]] std::size_t size() const noexcept { return ends_.size(); }
  /// All statements, one behind the other, with a NUL behind the last.
  [[nodiscard]] const std::string& text() const noexcept { return text_; }
  [[nodiscard]] std::size_t begin_of(std::size_t index) const noexcept {
    return index == 0 ? 0 : ends_[index - 1];
  }
  [[nodiscard]] std::size_t end_of(std::size_t index) const noexcept { return ends_[index]; }

 private:
  std::string text_;
  std::vector<std::size_t> ends_;
};

/// What a run asks of a session's native client. Every function throws Failure, and only Failure.
class Executor {
 public:
  Executor() = default;
  virtual ~Executor() = default;
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;

  /// Executes one statement of rung's own and returns its rows.
  virtual Rows query(const Query& query) = 0;

  /// Executes the batch's statements from number `done` on (counted from 0) and drops their rows. Raises
  /// `done` by one for each that took effect, so that after a throw it is the index of the one that failed.
  virtual void execute(const Batch& batch, std::size_t& done) = 0;

  /// Commits. After a throw, `in_transaction` tells whether it can be tried again.
  virtual void commit() = 0;

  /// Rolls back; nothing happens outside a transaction.
  virtual void rollback() = 0;

  /// Asks the client, not the server: no round trip.
  [[nodiscard]] virtual bool in_transaction() = 0;
};

}  // namespace rung
