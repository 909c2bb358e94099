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
  /// Whether the checksum of a script that is known is computed again, and a difference is an error at its
  /// end. That of a file which is read for the first time is computed in any case.
  enum class KnownChecksum { compared, trusted };

  /// Borrows `script`, which must outlive it.
  StatementStream(const embedded::Script& script, Dialect dialect, KnownChecksum known);

  /// Nothing at the end, and from then on.
  std::optional<FoundStatement> next();

  /// Of a script that is read from a file, once its end was reached, if it was computed; else zeros.
  [[nodiscard]] const Checksum& checksum() const noexcept { return checksum_; }

 private:
  bool next_block();
  void keep_unfinished();
  void check_encoding();
  void end_checksum();
  std::string_view text_of(const StatementSpan& span);
  [[noreturn]] void fail(Place place, const std::string& what_is_wrong) const;

  const embedded::Script* script_;
  ScriptBlocks blocks_;
  StatementScanner scanner_;
  EncodingCheck encoding_;
  std::optional<TextHash> hash_;  // Nothing for what is in memory: that cannot change.
  Checksum checksum_;

  std::string_view block_;
  std::uint64_t block_begin_ = 0;  // In bytes from the start of the script.
  std::string kept_;  // The statement that the blocks before left unfinished, as far as they held it.
  std::uint64_t kept_begin_ = 0;
  bool at_end_ = false;
};

}  // namespace rung::text
