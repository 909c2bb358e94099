#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include <rung/dialect.hpp>

#include "text/classifier.hpp"
#include "text/keywords.hpp"

namespace rung::text {

/// Which statements a rule is about: they begin with certain words, hold all of some, and none of others.
class Pattern {
 public:
  /// `leading` may end in `;`: then nothing may follow. Without `leading`, any statement.
  constexpr Pattern(std::string_view leading, std::string_view holding = "", std::string_view lacking = "")
      : holding_(holding), lacking_(lacking) {
    while (!leading.empty()) {
      const std::size_t length = leading.find(' ');
      leading_[count_++] = word(leading.substr(0, length));
      leading.remove_prefix(length == std::string_view::npos ? leading.size() : length + 1);
    }
  }

  [[nodiscard]] bool matches(const LeadingWords& leading, const WordSet& seen) const noexcept {
    for (std::size_t i = 0; i < count_; ++i) {
      if (leading[i] != leading_[i]) return false;
    }
    return seen.holds_all_of(holding_) && !seen.holds_any_of(lacking_);
  }

 private:
  std::array<Word, 4> leading_{};
  std::size_t count_ = 0;
  WordSet holding_;
  WordSet lacking_;
};

struct KindRule {
  Pattern pattern;
  StatementKind kind;
};

struct TraitRule {
  Pattern pattern;
  std::uint32_t traits;  ///< embedded::Trait bits.
};

/// What the statements of a dialect mean, as data.
struct StatementRules {
  std::vector<KindRule> kinds;    ///< The first that matches counts; none: ordinary.
  std::vector<TraitRule> traits;  ///< All that match count.
  WordSet schema_verbs;           ///< A statement that begins with one changes the schema.
  WordSet settings_words;         ///< A statement that holds one may change the session's settings.
  /// A script outside a transaction may hold only what the engine forbids or ignores in one.
  bool only_outside_kinds_outside = false;
};

const StatementRules& statement_rules(Dialect dialect);

}  // namespace rung::text
