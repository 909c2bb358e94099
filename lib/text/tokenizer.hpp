#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "text/character_table.hpp"
#include "text/keywords.hpp"
#include "text/lexical_rules.hpp"
#include "text/place.hpp"

namespace rung::text {

/// What a token is. Comments and white space are none.
enum class TokenKind {
  none,            ///< The block is used up.
  piece,           ///< A word, a number, a string, a quoted name, an operator.
  open,            ///< `(`.
  close,           ///< `)`.
  semicolon,       ///< `;`.
  quoted_word,     ///< A known word inside the dollar quote that will be the next piece.
  parameter,       ///< The sign that begins a bind parameter.
  client_command,  ///< A backslash.
};

/// Whether pieces that are no known word, but a sign at most, are answered, or passed over for speed.
enum class UnknownPieces { answered, passed_over };

/// Cuts a text into tokens. The text comes in blocks of any size: a token that a block cuts is answered once,
/// whole, from the block in which it ends.
class Tokenizer {
 public:
  Tokenizer(const LexicalRules& rules, Place start);

  /// The block must stay where it is until `next` has answered `none`.
  void feed(std::string_view block) noexcept;
  TokenKind next() {
    // The end of a block is no token: what was passed over before it still counts.
    if (answered_ != TokenKind::none) passed_over_ = false;
    answered_ = next_of_block();
    return answered_;
  }
  /// From the next token on; it begins with `answered`.
  void set(UnknownPieces unknown) noexcept { unknown_ = unknown; }
  /// The token that the end of the text ends, or `none`; call once, behind the last block. If `open()` says
  /// so, the text is broken instead.
  TokenKind finish();

  // ---- Of the token that was answered last ----

  /// What it says, if that is a known word.
  [[nodiscard]] Word word() const noexcept { return word_; }
  /// Of its first byte, from the start of the text; also of a token that the block cut.
  [[nodiscard]] std::uint64_t begin() const noexcept { return token_begin_; }
  /// Of its first byte; also of a token that the block cut.
  [[nodiscard]] Place place() noexcept { return token_ == nullptr ? token_place_ : locate(token_); }
  /// Whether a piece was passed over between the token before and this one.
  [[nodiscard]] bool passed_over() const noexcept { return passed_over_; }

  /// The block from its first byte on; empty if that is in an earlier block.
  [[nodiscard]] std::string_view rest() const noexcept {
    if (token_ == nullptr) return {};
    return {token_, static_cast<std::size_t>(end_ - token_)};
  }
  /// Goes on behind so many bytes of `rest()`, which must be whole tokens.
  void go_on_behind(std::size_t size) noexcept {
    at_ = token_ + size;
    last_end_ = offset_of(at_);
    mode_ = Mode::plain;
  }

  // ---- Of the text so far ----

  /// What is still open, as a word for people ("string", "comment", …); empty if nothing is that needs an
  /// end.
  [[nodiscard]] std::string_view open() const noexcept;

  /// Whether the block ended inside a token, or what may become one, which then begins at `begin()`.
  [[nodiscard]] bool inside_token() const noexcept {
    return mode_ != Mode::plain && mode_ != Mode::line_comment && mode_ != Mode::block_comment &&
           mode_ != Mode::escape_gap;
  }
  /// Behind the last token that was answered or passed over, from the start of the text.
  [[nodiscard]] std::uint64_t last_end() const noexcept { return last_end_; }
  /// The place of the `index`th byte of a block that is about to be fed.
  [[nodiscard]] Place place_in(std::string_view block, std::size_t index) const noexcept {
    return after(place_, block.substr(0, index));
  }

 private:
  /// What the next byte continues: everything that the end of a block can cut.
  enum class Mode {
    plain,
    word,
    mark,  // A byte-order mark that is space, or a word that begins like one.
    number,
    minus,  // A `-` or `/` that may begin a comment.
    slash,
    line_comment,
    block_comment,
    quoted,
    quote_closed,  // Unless the next byte doubles the quote.
    bracketed,
    escape_string,
    escape_backslash,
    escape_closed,  // Unless the next byte doubles the quote.
    escape_gap,     // An escape string goes on where the next quote stands on another line.
    dollar_tag,
    dollar_body,
  };

  TokenKind next_of_block();
  TokenKind step();
  TokenKind plain();
  void pass_over_unknown() noexcept;
  TokenKind begin_in_plain(const char* first);
  TokenKind sign(CharacterKind kind) noexcept;
  TokenKind word_goes_on(const char* from);
  [[nodiscard]] bool begins_mark(const char* first) const noexcept;
  TokenKind mark();
  TokenKind number() noexcept;
  TokenKind minus() noexcept;
  TokenKind slash() noexcept;
  void line_comment() noexcept;
  void block_comment() noexcept;
  TokenKind quoted() noexcept;
  TokenKind quote_closed() noexcept;
  TokenKind bracketed() noexcept;
  void escape_string() noexcept;
  TokenKind escape_backslash() noexcept;
  TokenKind escape_closed() noexcept;
  void escape_gap() noexcept;
  TokenKind dollar_tag();
  TokenKind dollar_body();

  void begin(const char* first, Mode mode) noexcept;
  [[nodiscard]] bool follows_escape_prefix(const char* quote) const noexcept {
    return rules_->escape_strings && *quote == '\'' && escape_prefix_end_ == offset_of(quote) &&
           escape_prefix_end_ > 0;
  }
  TokenKind ended(TokenKind kind, Word word = no_keyword) noexcept;
  TokenKind ended_word(std::string_view text) noexcept;
  [[nodiscard]] bool passes_over(TokenKind kind) noexcept {
    if (unknown_ == UnknownPieces::answered || kind != TokenKind::piece || !is_sign(word_)) return false;
    passed_over_ = true;
    return true;
  }
  /// `end` if there is none.
  static const char* find(const char* begin, const char* end, char wanted) noexcept;
  void settle_places() noexcept;
  Place locate(const char* position) noexcept;
  [[nodiscard]] std::uint64_t offset_of(const char* position) const noexcept {
    return block_offset_ + static_cast<std::uint64_t>(position - block_);
  }

  /// More than the longest known word: longer ones need not be kept whole.
  static constexpr std::size_t kept_of_word = 32;

  const LexicalRules* rules_;
  const CharacterTable* table_;

  const char* block_ = nullptr;
  const char* at_ = nullptr;
  const char* end_ = nullptr;
  std::uint64_t block_offset_ = 0;

  Place place_;  // Of `placed_`; positions are asked for in ascending order.
  const char* placed_ = nullptr;

  const char* token_ = nullptr;  // Null if it began in an earlier block: then `token_place_` holds its place.
  std::uint64_t token_begin_ = 0;
  Place token_place_;

  TokenKind answered_ = TokenKind::none;
  Word word_ = no_keyword;
  std::uint64_t last_end_ = 0;
  UnknownPieces unknown_ = UnknownPieces::answered;
  bool passed_over_ = false;

  Mode mode_ = Mode::plain;
  Mode home_ = Mode::plain;  // Where a comment leads back to: `plain` or `escape_gap`.
  char quote_ = '\0';
  std::size_t mark_seen_ = 0;  // Bytes of a byte-order mark.
  std::uint64_t comment_depth_ = 0;
  char comment_last_ = '\0';             // The byte before, unless it is a part of a `/*` or `*/` already.
  std::string cut_word_;                 // What the blocks before held of a word.
  std::string tag_;                      // `$tag$`.
  std::size_t tag_matched_ = 0;          // How much of it the body ends with.
  std::uint64_t escape_prefix_end_ = 0;  // Behind the last word that was a mere `E`; 0 if there was none.
  bool gap_has_line_ = false;
};

}  // namespace rung::text
