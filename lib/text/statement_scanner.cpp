#include "text/statement_scanner.hpp"

#include <utility>

#include <fmt/format.h>

#include <rung/error.hpp>

namespace rung::text {

StatementScanner::StatementScanner(Dialect dialect, Origin origin)
    : rules_(&lexical_rules(dialect)),
      file_(std::move(origin.file)),
      tokenizer_(*rules_, Place{origin.first_line, 1}),
      classifier_(dialect),
      body_(*rules_) {}

std::optional<StatementSpan> StatementScanner::next() {
  for (;;) {
    const TokenKind token = tokenizer_.next();
    if (token == TokenKind::none) return std::nullopt;
    if (token != TokenKind::semicolon) {
      take(token);
    } else if (inside_ && ends_at_semicolon()) {
      return end_statement();
    }
  }
}

std::optional<StatementSpan> StatementScanner::finish() {
  if (const std::string_view open = tokenizer_.open(); !open.empty()) {
    fail(tokenizer_.place(), fmt::format("this {} is never closed: close it, or remove its opening", open));
  }
  if (const TokenKind token = tokenizer_.finish(); token != TokenKind::none) take(token);
  if (!inside_) return std::nullopt;
  return end_statement();
}

std::optional<std::uint64_t> StatementScanner::unfinished() const noexcept {
  if (inside_) return span_.begin;
  if (tokenizer_.inside_token()) return tokenizer_.begin();
  return std::nullopt;
}

void StatementScanner::take(TokenKind token) {
  if (!inside_) {
    begin_statement();
    if (skip_known_beginning()) return;
  }
  if (tokenizer_.passed_over()) {
    classifier_.pass_over();
    body_.pass_over();
  }
  if (token == TokenKind::quoted_word) return classifier_.quoted_word(tokenizer_.word());
  if (token == TokenKind::client_command) {
    fail(tokenizer_.place(),
         "a backslash outside quotes is a command of psql's, which the server does not understand: remove "
         "the line, "
         "and write data that follows a COPY as INSERT statements");
  }
  if (token == TokenKind::parameter && !span_.parameter) span_.parameter = tokenizer_.place();
  classify(tokenizer_.word());
  if (token == TokenKind::open && ++parentheses_ == 1) remember_beginning();
  if (token == TokenKind::close && parentheses_ > 0) --parentheses_;
  const bool unknown_matters = body_.inside() || (parentheses_ == 0 && !classifier_.leading().full());
  tokenizer_.set(unknown_matters ? UnknownPieces::answered : UnknownPieces::passed_over);
}

void StatementScanner::classify(Word word) {
  if (parentheses_ > 0) return classifier_.nested_token(word);
  classifier_.token(word);
  body_.token(word, classifier_.leading());
  constexpr Word from_client = text::word("STDIN");
  if (word == from_client && rules_->client_commands && classifier_.copies_from_client()) {
    fail(span_.place,
         "COPY … FROM STDIN takes its data from the client, and a script has none to give: write INSERT "
         "statements, "
         "or a Routine that copies");
  }
}

void StatementScanner::begin_statement() {
  inside_ = true;
  span_ = StatementSpan();
  span_.begin = tokenizer_.begin();
  span_.place = tokenizer_.place();
  classifier_.start();
  body_.start();
  parentheses_ = 0;
}

bool StatementScanner::skip_known_beginning() {
  const std::string_view rest = tokenizer_.rest();
  text_ = rest.data();
  const Beginning* const known = beginnings_.find(rest);
  if (known == nullptr) return false;
  tokenizer_.go_on_behind(known->text.size());
  tokenizer_.set(UnknownPieces::passed_over);
  classifier_.start(known->words);
  parentheses_ = 1;
  return true;
}

void StatementScanner::remember_beginning() {
  // What a body or a parameter is known by is not kept.
  if (text_ == nullptr || body_.inside() || span_.parameter) return;
  const auto size = static_cast<std::size_t>(tokenizer_.last_end() - span_.begin);
  beginnings_.remember({text_, size}, classifier_.words());
}

bool StatementScanner::ends_at_semicolon() noexcept {
  if (rules_->parentheses_hold && parentheses_ > 0) return false;
  return body_.ends_at_semicolon();
}

StatementSpan StatementScanner::end_statement() noexcept {
  tokenizer_.set(UnknownPieces::answered);
  inside_ = false;
  span_.end = tokenizer_.last_end();
  const Classifier::Verdict verdict = classifier_.judge();
  span_.kind = verdict.kind;
  span_.traits = verdict.traits;
  return span_;
}

void StatementScanner::fail(Place place, const std::string& what_is_wrong) const {
  throw SourceError(file_, place.line, place.column, what_is_wrong);
}

}  // namespace rung::text
