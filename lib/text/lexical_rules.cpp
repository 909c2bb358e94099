#include "text/lexical_rules.hpp"

namespace rung::text {

namespace {

constexpr LexicalRules common_rules;

constexpr LexicalRules sqlite_rules = [] {
  LexicalRules rules;
  rules.dialect = Dialect::sqlite;
  rules.backtick_identifiers = true;
  rules.bracket_identifiers = true;
  rules.trigger_bodies = true;
  rules.parameters = true;
  rules.byte_order_mark_is_space = true;
  return rules;
}();

constexpr LexicalRules postgresql_rules = [] {
  LexicalRules rules;
  rules.dialect = Dialect::postgresql;
  rules.nested_comments = true;
  rules.dollar_quotes = true;
  rules.escape_strings = true;
  rules.parentheses_hold = true;
  rules.begin_atomic = true;
  rules.carriage_return_ends_comment = true;
  rules.client_commands = true;
  return rules;
}();

}  // namespace

const LexicalRules& lexical_rules(Dialect dialect) noexcept {
  switch (dialect) {
    case Dialect::sqlite:
      return sqlite_rules;
    case Dialect::postgresql:
      return postgresql_rules;
    case Dialect::any:
      break;
  }
  return common_rules;
}

}  // namespace rung::text
