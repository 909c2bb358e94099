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

void Classifier::start() noexcept {
  leading_.clear();
  seen_ = {};
  previous_ = no_keyword;
}

void Classifier::see(Word word) noexcept {
  seen_.add(word);
  for (const Pair& pair : pairs) {
    if (word == pair.second && previous_ == pair.first) seen_.add(pair.both);
  }
}

Classifier::Verdict Classifier::judge() noexcept {
  if (!has_judged_ || !(leading_ == judged_leading_) || !(seen_ == judged_seen_)) {
    verdict_ = {kind(), traits()};
    judged_leading_ = leading_;
    judged_seen_ = seen_;
    has_judged_ = true;
  }
  return verdict_;
}

StatementKind Classifier::kind() const noexcept {
  for (const KindRule& rule : rules_->kinds) {
    if (rule.pattern.matches(leading_, seen_)) return rule.kind;
  }
  return StatementKind::ordinary;
}

std::uint32_t Classifier::traits() const noexcept {
  std::uint32_t found = 0;
  for (const TraitRule& rule : rules_->traits) {
    if (rule.pattern.matches(leading_, seen_)) found |= rule.traits;
  }
  if (rules_->schema_verbs.holds(leading_[0])) found |= embedded::changes_schema;
  if (seen_.holds_any_of(rules_->settings_words)) found |= embedded::changes_settings;
  return found;
}

}  // namespace rung::text
