#pragma once

#include <cstdint>

#include "text/keywords.hpp"
#include "text/lexical_rules.hpp"

namespace rung::text {

/// Whether a `;` stands inside a body that belongs to its statement, and so ends nothing: SQLite's trigger
/// bodies and the SQL-standard routine bodies of PostgreSQL. Sees the tokens of a statement outside
/// parentheses, in order.
class StatementBody {
 public:
  explicit StatementBody(const LexicalRules& rules) noexcept : rules_(&rules) {}

  /// Forgets the statement before.
  void start() noexcept;
  /// `leading` are the statement's first tokens, this one included if it is among them.
  void token(Word word, const LeadingWords& leading) noexcept {
    if (inside_ == Inside::nothing) {
      if (word == begins || word == is_atomic) enter(word, leading);
    } else {
      advance(word);
    }
    previous_ = word;
  }
  /// Tokens that are no known words: only outside a body.
  void pass_over() noexcept { previous_ = no_keyword; }
  [[nodiscard]] bool inside() const noexcept { return inside_ != Inside::nothing; }
  /// Takes a `;`, and says whether the statement ends with it.
  [[nodiscard]] bool ends_at_semicolon() noexcept;

 private:
  enum class Inside { nothing, trigger, trigger_after_semicolon, trigger_after_end, routine };

  static constexpr Word begins = word("BEGIN");
  static constexpr Word is_atomic = word("ATOMIC");

  void enter(Word word, const LeadingWords& leading) noexcept;
  void advance(Word word) noexcept;

  const LexicalRules* rules_;
  Inside inside_ = Inside::nothing;
  Word previous_ = no_keyword;
  std::uint64_t ends_due_ = 0;  // Of a routine: its own END, and one for each CASE.
};

}  // namespace rung::text
