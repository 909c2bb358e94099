#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <rung/dialect.hpp>

#include "text/beginnings.hpp"
#include "text/classifier.hpp"
#include "text/lexical_rules.hpp"
#include "text/origin.hpp"
#include "text/place.hpp"
#include "text/statement_body.hpp"
#include "text/tokenizer.hpp"

namespace rung::text {

/// Where a statement is, and what it is.
struct StatementSpan {
  std::uint64_t begin = 0;  ///< Of its first token, in bytes from the start of the text.
  std::uint64_t end = 0;    ///< Behind its `;`, or behind the last token of a text that ends without one.
  Place place;              ///< Of its first token, in the file.
  StatementKind kind = StatementKind::ordinary;
  std::uint32_t traits = 0;        ///< embedded::Trait bits.
  std::optional<Place> parameter;  ///< Its first bind parameter, where the rules know such.
};

/// Cuts a text into statements. The text comes in blocks of any size, even of one byte; the spans are the
/// same.
///
///     scanner.feed(block);
///     while (auto span = scanner.next()) …    // what ends within the block
///     … for each block
///     if (auto span = scanner.finish()) …     // what ends with the text
///
/// Comments, and semicolons with nothing before them, belong to no statement. A byte-order mark at the start
/// is passed over.
class StatementScanner {
 public:
  StatementScanner(Dialect dialect, Origin origin);

  /// The block must stay where it is until `next` has answered nothing.
  void feed(std::string_view block) noexcept {
    text_ = nullptr;
    tokenizer_.feed(block);
  }

  /// The next statement that ends within the block; nothing when the block is used up. Throws SourceError on
  /// a command of psql's and on `COPY … FROM STDIN`, which no server understands.
  std::optional<StatementSpan> next();

  /// The last statement, if it has no `;`. Throws SourceError if a string, a quoted name, a comment or a
  /// dollar quote is still open, at the line and column where it was opened.
  std::optional<StatementSpan> finish();

  /// Where the statement begins that the block leaves unfinished, so that its bytes can be kept; nothing if
  /// the rest is white space or comment.
  [[nodiscard]] std::optional<std::uint64_t> unfinished() const noexcept;

  /// The place of the `index`th byte of a block that is about to be fed.
  [[nodiscard]] Place place_in(std::string_view block, std::size_t index) const noexcept {
    return tokenizer_.place_in(block, index);
  }

 private:
  void take(TokenKind token);
  void begin_statement();
  /// Goes on behind what the statement has in common with one before, if anything.
  bool skip_known_beginning();
  void remember_beginning();
  void classify(Word word);
  [[nodiscard]] bool ends_at_semicolon() noexcept;
  StatementSpan end_statement() noexcept;
  [[noreturn]] void fail(Place place, const std::string& what_is_wrong) const;

  const LexicalRules* rules_;
  std::string file_;
  Tokenizer tokenizer_;
  Classifier classifier_;
  StatementBody body_;
  Beginnings beginnings_;

  bool inside_ = false;  // A statement has begun: `span_` is being filled.
  StatementSpan span_;
  const char* text_ = nullptr;     // Where it begins; null if not in this block.
  std::uint64_t parentheses_ = 0;  // Those that are open.
};

}  // namespace rung::text
