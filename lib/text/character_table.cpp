#include "text/character_table.hpp"

namespace rung::text {

CharacterTable::CharacterTable(const LexicalRules& rules) noexcept {
  for (const char c : {' ', '\t', '\n', '\f', '\r'}) set(c, CharacterKind::space);
  set_range('a', 'z', CharacterKind::letter);
  set_range('A', 'Z', CharacterKind::letter);
  set_range(0x80, 0xFF, CharacterKind::letter);
  set_range('0', '9', CharacterKind::digit);
  set('_', CharacterKind::letter);
  set('\'', CharacterKind::quote);
  set('"', CharacterKind::quote);
  set('-', CharacterKind::minus);
  set('/', CharacterKind::slash);
  set(';', CharacterKind::semicolon);
  set('(', CharacterKind::open);
  set(')', CharacterKind::close);
  set('.', CharacterKind::dot);
  set('=', CharacterKind::equals);
  if (rules.backtick_identifiers) set('`', CharacterKind::quote);
  if (rules.bracket_identifiers) set('[', CharacterKind::bracket);
  if (rules.dollar_quotes) set('$', CharacterKind::dollar);
  if (rules.client_commands) set('\\', CharacterKind::client_command);
  if (rules.parameters) {
    for (const char c : {'?', ':', '@', '$'}) set(c, CharacterKind::parameter);
  }
  for (std::size_t byte = 0; byte < in_word_.size(); ++byte) {
    in_word_[byte] =
        byte == '$' || kinds_[byte] == CharacterKind::letter || kinds_[byte] == CharacterKind::digit;
  }
}

void CharacterTable::set_range(unsigned char first, unsigned char last, CharacterKind kind) noexcept {
  for (unsigned byte = first; byte <= last; ++byte) kinds_[byte] = kind;
}

const CharacterTable& character_table(const LexicalRules& rules) {
  static const CharacterTable any(lexical_rules(Dialect::any));
  static const CharacterTable sqlite(lexical_rules(Dialect::sqlite));
  static const CharacterTable postgresql(lexical_rules(Dialect::postgresql));
  switch (rules.dialect) {
    case Dialect::sqlite:
      return sqlite;
    case Dialect::postgresql:
      return postgresql;
    case Dialect::any:
      break;
  }
  return any;
}

}  // namespace rung::text
