#include "text/classifier.hpp"

#include <array>

#include <rung/embedded.hpp>

#include "text/statement_rules.hpp"

namespace rung::text {

namespace {

struct Pair {
  Word first;
  Word second;
  Word both;
};

constexpr std::array<Pair, 4> pairs = {{
    {word("ADD"), word("VALUE"), word("ADD+VALUE")},
    {word("FROM"), word("STDIN"), word("FROM+STDIN")},
    {word("REFRESH"), word("PUBLICATION"), word("REFRESH+PUBLICATION")},
    {word("REPLACE"), word("INTO"), word("REPLACE+INTO")},
}};

}  // namespace

Classifier::Classifier(Dialect dialect) : rules_(&statement_rules(dialect)) {}

void Classifier::see(Word word) noexcept {
  words_.seen.add(word);
  for (const Pair& pair : pairs) {
    if (word == pair.second && words_.previous == pair.first) words_.seen.add(pair.both);
  }
}

Classifier::Verdict Classifier::judge() noexcept {
  if (!has_judged_ || !(words_.leading == judged_leading_) || !(words_.seen == judged_seen_)) {
    verdict_ = {kind(), traits()};
    judged_leading_ = words_.leading;
    judged_seen_ = words_.seen;
    has_judged_ = true;
  }
  return verdict_;
}

StatementKind Classifier::kind() const noexcept {
  for (const KindRule& rule : rules_->kinds) {
    if (rule.pattern.matches(words_.leading, words_.seen)) return rule.kind;
  }
  return StatementKind::ordinary;
}

std::uint32_t Classifier::traits() const noexcept {
  std::uint32_t found = 0;
  for (const TraitRule& rule : rules_->traits) {
    if (rule.pattern.matches(words_.leading, words_.seen)) found |= rule.traits;
  }
  if (rules_->schema_verbs.holds(words_.leading[0])) found |= embedded::changes_schema;
  if (words_.seen.holds_any_of(rules_->settings_words)) found |= embedded::changes_settings;
  return found;
}

}  // namespace rung::text
