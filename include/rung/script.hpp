#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace rung {

/// How a script stands to the transaction of its run.
enum class Transaction : std::uint8_t {
  wrapped,  ///< In the run's transaction, with the steps beside it. The default.
  own,      ///< In a transaction by itself.
  none,     ///< In no transaction: for what the engine forbids in one (VACUUM, CREATE INDEX CONCURRENTLY).
};

/// Whether SQLite enforces foreign keys while the script runs. Other engines ignore it.
enum class ForeignKeys : std::uint8_t {
  as_session,  ///< As the caller's session has it, unless a `DROP TABLE` in the same segment turns it off.
  off,  ///< Off, for a table rebuild: with enforcement on, dropping the old parent deletes its child rows.
};

/// "wrapped", "own" or "none".
std::string_view to_string(Transaction transaction) noexcept;

/// SQL text as a handle: cheap to copy, immutable, never rewritten. The text may hold any number of
/// statements, in UTF-8. An empty script is a step that does nothing, which is not the same as Irreversible.
///
/// Annotations (`-- rung: …`) are for files; here the same is said by the arguments. A script declared in C++
/// that holds an annotation is refused when it is planned, so that nothing is silently ignored.
class Script {
 public:
  /// Keeps the text.
  explicit Script(std::string text, Transaction transaction = Transaction::wrapped,
                  ForeignKeys foreign_keys = ForeignKeys::as_session);
  /// In a transaction, as the run has it.
  Script(std::string text, ForeignKeys foreign_keys);

  /// Keeps only the view: for text that lives as long as the program.
  static Script of_static(std::string_view text, Transaction transaction = Transaction::wrapped,
                          ForeignKeys foreign_keys = ForeignKeys::as_session);

  /// Valid as long as this object.
  [[nodiscard]] std::string_view text() const noexcept { return text_; }
  /// What its statements need.
  [[nodiscard]] Transaction transaction() const noexcept { return transaction_; }
  /// What is wanted while it runs.
  [[nodiscard]] ForeignKeys foreign_keys() const noexcept { return foreign_keys_; }

 private:
  Script() = default;

  std::shared_ptr<const std::string> owned_;
  std::string_view text_;
  Transaction transaction_ = Transaction::wrapped;
  ForeignKeys foreign_keys_ = ForeignKeys::as_session;
};

}  // namespace rung
