#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
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

/// Consecutive statements that are sent together, in order, across the borders of steps. Bounded: about a
/// megabyte, or one statement.
class Batch {
 public:
  static constexpr std::size_t full_at = std::size_t{1} << 20U;

  /// A statement without a semicolon at its end gets one, on a line of its own: a comment may stand before
  /// it.
  void add(std::string_view statement) {
    kept_ += statement;
    if (statement.empty() || statement.back() != ';') kept_ += "\n;";
    ends_.push_back(kept_.size());
    kept_ += '\n';
  }
  /// Makes it this one statement, which stays where it is: nothing is copied, and no NUL is behind it.
  void borrow(std::string_view statement) {
    borrowed_ = statement;
    ends_.assign(1, statement.size());
  }
  void clear() noexcept {
    kept_.clear();
    borrowed_ = {};
    ends_.clear();
  }
  [[nodiscard]] bool empty() const noexcept { return ends_.empty(); }
  [[nodiscard]] bool full() const noexcept { return text().size() >= full_at; }
  [[nodiscard]] std::size_t size() const noexcept { return ends_.size(); }
  /// All statements, each on lines of its own; with a NUL behind the last, unless it is borrowed.
  [[nodiscard]] std::string_view text() const noexcept {
    return borrowed_.empty() ? std::string_view(kept_) : borrowed_;
  }
  [[nodiscard]] std::size_t begin_of(std::size_t index) const noexcept {
    return index == 0 ? 0 : ends_[index - 1] + 1;
  }
  [[nodiscard]] std::size_t end_of(std::size_t index) const noexcept { return ends_[index]; }
  [[nodiscard]] std::string_view statement(std::size_t index) const noexcept {
    return text().substr(begin_of(index), end_of(index) - begin_of(index));
  }

 private:
  std::string kept_;
  std::string_view borrowed_;
  std::vector<std::size_t> ends_;
};

/// Told of a statement that took effect, with the first value of its first row; empty if there is none.
using TookEffect = std::function<void(std::string_view first_value)>;

/// What a run asks of a session's native client. Every function throws Failure, and only Failure.
class Executor {
 public:
  Executor() = default;
  virtual ~Executor() = default;
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;

  /// Executes one statement of rung's own and returns its rows.
  virtual Rows query(const Query& query) = 0;

  /// Whether it is worth while to send statements together, since a message costs a round trip. Where the
  /// engine is in this process it is not: then each comes as soon as it is read, borrowed.
  [[nodiscard]] virtual bool packs() const noexcept = 0;

  /// Executes the batch's statements from number `done` on (counted from 0) and drops their rows. For each
  /// that took effect, in order, raises `done` by one and calls `took_effect`, which must not throw; so after
  /// a throw `done` is the index of the one that failed. In a transaction those before it need not have been
  /// reached: a server may read the whole text before it begins.
  virtual void execute(const Batch& batch, std::size_t& done, const TookEffect& took_effect) = 0;

  /// Commits. After a throw, `in_transaction` tells whether it can be tried again.
  virtual void commit() = 0;

  /// Rolls back; nothing happens outside a transaction.
  virtual void rollback() = 0;

  /// Asks the client, not the server: no round trip.
  [[nodiscard]] virtual bool in_transaction() = 0;
};

}  // namespace rung
