#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string_view>

namespace rung::text {

/// Every token that a rule names. `;` is the end of the statement, `*` any token that is not in this list;
/// two words joined by `+` stand for the second one where it comes directly after the first.
// clang-format off
inline constexpr std::array<std::string_view, 89> keywords = {
    ";", "*", "(", "=", ".", "ABORT", "ADD", "ADD+VALUE", "ALL", "ALTER", "AS", "ATOMIC", "ATTACH", "BEGIN",
    "CALL", "CASE", "CHAIN", "CLUSTER", "COMMENT", "COMMIT", "CONCURRENTLY", "COPY", "CREATE", "DATABASE",
    "DELETE", "DETACH", "DISCARD", "DO", "DROP", "END", "EXECUTE", "EXPLAIN", "FOREIGN_KEYS", "FROM",
    "FROM+STDIN", "FUNCTION", "GRANT", "IMPORT", "INDEX", "INSERT", "INTO", "JOURNAL_MODE", "MERGE", "NO",
    "OR", "PLAN", "PRAGMA", "PREPARE", "PREPARED", "PROCEDURE", "PUBLICATION", "QUERY", "REASSIGN",
    "REFRESH", "REFRESH+PUBLICATION", "REINDEX", "REPLACE", "REPLACE+INTO", "RESET", "REVOKE", "ROLLBACK",
    "SCHEMA", "SECURITY", "SELECT", "SET", "SET_CONFIG", "START", "STDIN", "SUBSCRIPTION", "SYNCHRONOUS",
    "SYSTEM", "TABLE", "TABLESPACE", "TEMP", "TEMPORARY", "TEMP_STORE", "TEMP_STORE_DIRECTORY", "TO",
    "TRANSACTION", "TRIGGER", "TRUNCATE", "TYPE", "UNIQUE", "UPDATE", "VACUUM", "VALUE", "VERBOSE",
    "WAL_CHECKPOINT", "WITH"};
// clang-format on

/// An index into `keywords`.
enum class Word : std::uint8_t {};

/// The word of this spelling, for constants: what is not in `keywords` does not compile.
constexpr Word word(std::string_view spelling) {
  for (std::size_t i = 0; i < keywords.size(); ++i) {
    if (keywords[i] == spelling) return static_cast<Word>(i);
  }
  throw std::logic_error("not a known word");
}

inline constexpr Word no_keyword = word("*");

/// Signs say something among the leading words of a statement only.
constexpr bool is_sign(Word known) noexcept { return known <= word("."); }

/// What a text says, in any case; `no_keyword` if it is not a known word.
Word find_word(std::string_view text) noexcept;

/// Some of the known words.
class WordSet {
 public:
  constexpr WordSet() noexcept = default;

  /// For tables: words set apart by single blanks.
  explicit constexpr WordSet(std::string_view spellings) {
    while (!spellings.empty()) {
      const std::size_t length = spellings.find(' ');
      add(word(spellings.substr(0, length)));
      spellings.remove_prefix(length == std::string_view::npos ? spellings.size() : length + 1);
    }
  }

  constexpr void add(Word word) noexcept { half_of(word) |= bit_of(word); }

  friend constexpr bool operator==(const WordSet& a, const WordSet& b) noexcept {
    return a.halves_[0] == b.halves_[0] && a.halves_[1] == b.halves_[1];
  }
  [[nodiscard]] constexpr bool holds(Word word) const noexcept {
    return (halves_[index_of(word) / 64] & bit_of(word)) != 0;
  }
  [[nodiscard]] constexpr bool holds_all_of(const WordSet& other) const noexcept {
    return (other.halves_[0] & ~halves_[0]) == 0 && (other.halves_[1] & ~halves_[1]) == 0;
  }
  [[nodiscard]] constexpr bool holds_any_of(const WordSet& other) const noexcept {
    return ((other.halves_[0] & halves_[0]) | (other.halves_[1] & halves_[1])) != 0;
  }

 private:
  static_assert(keywords.size() <= 128);

  static constexpr std::size_t index_of(Word word) noexcept { return static_cast<std::size_t>(word); }
  static constexpr std::uint64_t bit_of(Word word) noexcept {
    return std::uint64_t{1} << (index_of(word) % 64);
  }
  constexpr std::uint64_t& half_of(Word word) noexcept { return halves_[index_of(word) / 64]; }

  std::array<std::uint64_t, 2> halves_{};
};

/// The first tokens of a statement outside parentheses, of a qualified name the last part alone.
class LeadingWords {
 public:
  static constexpr std::size_t capacity = 7;

  void clear() noexcept {
    words_ = {};
    count_ = 0;
  }
  void add(Word word) noexcept {
    if (count_ == capacity) return;
    // The dot and what it qualifies make place for the name behind it.
    if (word == dot && count_ > 0) {
      words_[--count_] = end;
    } else {
      words_[count_++] = word;
    }
  }

  friend bool operator==(const LeadingWords& a, const LeadingWords& b) noexcept {
    return a.words_ == b.words_;
  }
  [[nodiscard]] bool full() const noexcept { return count_ == capacity; }
  /// `;` behind the last one.
  [[nodiscard]] Word operator[](std::size_t index) const noexcept { return words_[index]; }

 private:
  static constexpr Word dot = text::word(".");
  static constexpr Word end = text::word(";");
  static_assert(end == Word{});

  std::array<Word, capacity + 1> words_{};
  std::size_t count_ = 0;
};

}  // namespace rung::text
