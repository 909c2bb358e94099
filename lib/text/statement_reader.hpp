#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include <rung/dialect.hpp>
#include <rung/embedded.hpp>

#include "text/classifier.hpp"

namespace rung::text {

/// One statement as it will be sent.
struct Statement {
  std::string_view text;  ///< From its first token to its `;` inclusive. Valid until the next call of `next`.
  std::uint64_t index = 0;   ///< Counts from 1 over the statements that are executed.
  std::uint64_t offset = 0;  ///< In bytes, within the script.
  std::uint64_t line = 0;    ///< Of its first token, in its file.
  StatementKind kind = StatementKind::ordinary;
  std::uint32_t traits = 0;  ///< embedded::Trait bits.
};

/// Walks the statements of a script that are to be executed, reading it in blocks: memory stays bounded by
/// the block and the longest statement. A transaction pair around the whole of a wrapped script, and `PRAGMA
/// foreign_keys` in it, are passed over (the survey has seen that they may be).
///
/// Throws SourceError on an unterminated string, comment or dollar quote (line and column of its opening), on
/// a NUL byte or broken UTF-8, and if a file cannot be read or is no longer the one that was surveyed.
class StatementReader {
 public:
  /// Borrows `script`, which must outlive it.
  StatementReader(const embedded::Script& script, Dialect dialect);
  ~StatementReader();
  StatementReader(StatementReader&&) noexcept;
  StatementReader& operator=(StatementReader&&) noexcept;

  /// The next statement; nothing at the end, where a file's checksum has been compared.
  std::optional<Statement> next();

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace rung::text
