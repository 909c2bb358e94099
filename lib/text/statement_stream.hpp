#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <rung/dialect.hpp>
#include <rung/embedded.hpp>

#include "script_blocks.hpp"
#include "text/encoding.hpp"
#include "text/statement_scanner.hpp"
#include "text_hash.hpp"

namespace rung::text {

/// A statement with its text.
struct FoundStatement {
  std::string_view text;  ///< Valid until the next call of `next`.
  StatementSpan span;
};

/// Walks every statement of a script, whatever becomes of it, in bounded memory: StatementReader and the
/// survey are two views of it. Throws SourceError as StatementReader says.
class StatementStream {
 public:
  /// Borrows `script`, which must outlive it.
  StatementStream(const embedded::Script& script, Dialect dialect);

  /// Nothing at the end, and from then on.
  std::optional<FoundStatement> next();

 private:
  bool next_block();
  void keep_unfinished();
  void check_encoding();
  void compare_checksum();
  std::string_view text_of(const StatementSpan& span);
  [[noreturn]] void fail(Place place, const std::string& what_is_wrong) const;

  const embedded::Script* script_;
  ScriptBlocks blocks_;
  StatementScanner scanner_;
  EncodingCheck encoding_;
  std::optional<TextHash> hash_;  // Nothing where there is no checksum to compare.

  std::string_view block_;
  std::uint64_t block_begin_ = 0;  // In bytes from the start of the script.
  std::string kept_;  // The statement that the blocks before left unfinished, as far as they held it.
  std::uint64_t kept_begin_ = 0;
  bool at_end_ = false;
};

}  // namespace rung::text
