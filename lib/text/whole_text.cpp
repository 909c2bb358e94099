#include "text/whole_text.hpp"

#include "text/lexical_rules.hpp"
#include "text/tokenizer.hpp"

namespace rung::text {

std::vector<WholeToken> tokens_of(std::string_view text, Dialect dialect) {
  std::vector<WholeToken> tokens;
  Tokenizer tokenizer(lexical_rules(dialect), {});
  const auto keep = [&](TokenKind kind) {
    // Of a dollar quote, words come ahead of the whole.
    if (kind == TokenKind::none || kind == TokenKind::quoted_word) return;
    const auto begin = static_cast<std::size_t>(tokenizer.begin());
    tokens.push_back({text.substr(begin, static_cast<std::size_t>(tokenizer.last_end()) - begin), begin});
  };
  tokenizer.feed(text);
  for (TokenKind kind = tokenizer.next(); kind != TokenKind::none; kind = tokenizer.next()) keep(kind);
  keep(tokenizer.finish());
  return tokens;
}

std::string undoubled(std::string_view inside, char quote) {
  std::string text;
  for (std::size_t i = 0; i < inside.size(); ++i) {
    text += inside[i];
    if (inside[i] == quote) ++i;
  }
  return text;
}

std::string in_lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

}  // namespace rung::text
