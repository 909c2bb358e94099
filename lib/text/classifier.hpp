#pragma once

#include <cstdint>

#include <rung/dialect.hpp>

#include "text/keywords.hpp"

namespace rung::text {

/// What a statement means to a run that would execute it. Told from its words outside quotes and comments.
enum class StatementKind {
  ordinary,
  begin_transaction,   ///< `BEGIN`, `START TRANSACTION`.
  commit_transaction,  ///< `COMMIT`, `END`.
  abort_transaction,   ///< `ROLLBACK`, `ABORT`, `PREPARE TRANSACTION`, `COMMIT AND CHAIN`: never in a wrapped
                       ///< script.
  foreign_keys_pragma,  ///< SQLite's `PRAGMA foreign_keys`, which does nothing in a transaction.
  outside_only,         ///< What the engine forbids in a transaction.
  outside_allowed,      ///< On SQLite `PRAGMA`, `ATTACH`, `DETACH`: in a transaction or outside it.
  session_setting,      ///< On PostgreSQL `SET`, `RESET`, `set_config`: executed as any other statement,
                        ///< once the survey has seen that it does not change how the text behind it is read.
  may_commit,  ///< On PostgreSQL `CALL`, `DO`: where no transaction is open, what they execute may commit.
};

struct StatementRules;

/// What a classifier has seen of a statement.
struct StatementWords {
  LeadingWords leading;
  WordSet seen;
  Word previous = no_keyword;
};

/// Tells what a statement is from its tokens, given one at a time and in order.
class Classifier {
 public:
  explicit Classifier(Dialect dialect);

  /// Forgets the statement before, and goes on where another one was.
  void start(const StatementWords& words = {}) noexcept { words_ = words; }
  [[nodiscard]] const StatementWords& words() const noexcept { return words_; }
  /// A token outside parentheses; `*` for what is no known word.
  void token(Word word) noexcept {
    words_.leading.add(word);
    nested_token(word);
  }
  /// A token inside parentheses.
  void nested_token(Word word) noexcept {
    if (word != no_keyword) see(word);
    words_.previous = word;
  }
  /// Tokens that are no known words, behind the leading ones or inside parentheses: they only part what is
  /// beside them.
  void pass_over() noexcept { words_.previous = no_keyword; }
  /// A word in a quoted body: it may say what the statement will do, never what it is.
  void quoted_word(Word word) noexcept {
    see(word);
    words_.previous = word;
  }

  [[nodiscard]] const LeadingWords& leading() const noexcept { return words_.leading; }
  /// `COPY … FROM STDIN`: the data would have to follow.
  [[nodiscard]] bool copies_from_client() const noexcept {
    constexpr Word copy = word("COPY");
    constexpr Word from_client = word("FROM+STDIN");
    return words_.leading[0] == copy && words_.seen.holds(from_client);
  }
  struct Verdict {
    StatementKind kind = StatementKind::ordinary;
    std::uint32_t traits = 0;  ///< embedded::Trait bits.
  };
  /// Of the statement, at its end.
  [[nodiscard]] Verdict judge() noexcept;

 private:
  void see(Word word) noexcept;
  [[nodiscard]] StatementKind kind() const noexcept;
  [[nodiscard]] std::uint32_t traits() const noexcept;

  const StatementRules* rules_;
  StatementWords words_;

  // Of the statement before: a long script is mostly the same one again, with other values.
  LeadingWords judged_leading_;
  WordSet judged_seen_;
  Verdict verdict_;
  bool has_judged_ = false;
};

}  // namespace rung::text
