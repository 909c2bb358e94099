#include "text/tokenizer.hpp"

#include <cstring>

namespace rung::text {

namespace {

using Kind = CharacterKind;

constexpr Word opening = word("(");
constexpr Word semicolon = word(";");
constexpr Word dot = word(".");
constexpr Word equals = word("=");

const char* space_end(const CharacterTable& table, const char* at, const char* end) noexcept {
  while (at != end && table.kind(*at) == Kind::space) ++at;
  return at;
}

}  // namespace

Tokenizer::Tokenizer(const LexicalRules& rules, Place start)
    : rules_(&rules), table_(&character_table(rules)), place_(start) {}

void Tokenizer::feed(std::string_view block) noexcept {
  block_offset_ += static_cast<std::uint64_t>(end_ - block_);
  block_ = at_ = placed_ = block.data();
  end_ = block_ + block.size();
}

TokenKind Tokenizer::next_of_block() {
  while (at_ != end_) {
    const TokenKind token = step();
    if (token != TokenKind::none && !passes_over(token)) return token;
  }
  settle_places();
  return TokenKind::none;
}

TokenKind Tokenizer::step() {
  switch (mode_) {
    case Mode::plain:
      return plain();
    case Mode::word:
      return word_goes_on(at_);
    case Mode::mark:
      return mark();
    case Mode::number:
      return number();
    case Mode::minus:
      return minus();
    case Mode::slash:
      return slash();
    case Mode::line_comment:
      line_comment();
      return TokenKind::none;
    case Mode::block_comment:
      block_comment();
      return TokenKind::none;
    case Mode::quoted:
      return quoted();
    case Mode::quote_closed:
      return quote_closed();
    case Mode::bracketed:
      return bracketed();
    case Mode::escape_string:
      escape_string();
      return TokenKind::none;
    case Mode::escape_backslash:
      return escape_backslash();
    case Mode::escape_closed:
      return escape_closed();
    case Mode::escape_gap:
      escape_gap();
      return TokenKind::none;
    case Mode::dollar_tag:
      return dollar_tag();
    case Mode::dollar_body:
      return dollar_body();
  }
  return TokenKind::none;
}

// Stays here for as long as nothing is to be said: a script of inserts is little else.
TokenKind Tokenizer::plain() {
  for (;;) {
    if (unknown_ == UnknownPieces::passed_over) pass_over_unknown();
    at_ = space_end(*table_, at_, end_);
    if (at_ == end_) return TokenKind::none;
    const TokenKind token = begin_in_plain(at_++);
    if (mode_ != Mode::plain || !passes_over(token)) return token;
  }
}

TokenKind Tokenizer::begin_in_plain(const char* first) {
  switch (table_->kind(*first)) {
    case Kind::letter:
      if (begins_mark(first)) {
        begin(first, Mode::mark);
        mark_seen_ = 1;
        return TokenKind::none;
      }
      begin(first, Mode::word);
      return word_goes_on(first);
    case Kind::digit:
      begin(first, Mode::number);
      return number();
    case Kind::quote:
      begin(first, follows_escape_prefix(first) ? Mode::escape_string : Mode::quoted);
      quote_ = *first;
      return mode_ == Mode::quoted ? quoted() : TokenKind::none;
    case Kind::bracket:
      begin(first, Mode::bracketed);
      return TokenKind::none;
    case Kind::minus:
    case Kind::slash:
      begin(first, *first == '-' ? Mode::minus : Mode::slash);
      home_ = Mode::plain;
      return TokenKind::none;
    case Kind::dollar:
      begin(first, Mode::dollar_tag);
      tag_ = "$";
      return TokenKind::none;
    default:
      begin(first, Mode::plain);
      return sign(table_->kind(*first));
  }
}

TokenKind Tokenizer::sign(CharacterKind kind) noexcept {
  switch (kind) {
    case Kind::open:
      return ended(TokenKind::open, opening);
    case Kind::close:
      return ended(TokenKind::close);
    case Kind::semicolon:
      return ended(TokenKind::semicolon, semicolon);
    case Kind::dot:
      return ended(TokenKind::piece, dot);
    case Kind::equals:
      return ended(TokenKind::piece, equals);
    case Kind::parameter:
      return ended(TokenKind::parameter);
    case Kind::client_command:
      return ended(TokenKind::client_command);
    default:
      return ended(TokenKind::piece);
  }
}

TokenKind Tokenizer::minus() noexcept {
  if (*at_ != '-') return ended(TokenKind::piece);
  ++at_;
  mode_ = Mode::line_comment;
  return TokenKind::none;
}

TokenKind Tokenizer::slash() noexcept {
  if (*at_ != '*') return ended(TokenKind::piece);
  ++at_;
  mode_ = Mode::block_comment;
  comment_depth_ = 1;
  comment_last_ = '\0';
  return TokenKind::none;
}

void Tokenizer::line_comment() noexcept {
  const char* stop = find(at_, end_, '\n');
  if (rules_->carriage_return_ends_comment) stop = find(at_, stop, '\r');
  at_ = stop;
  if (at_ != end_) mode_ = home_;
}

void Tokenizer::block_comment() noexcept {
  while (at_ != end_) {
    const char c = *at_++;
    const bool closes = comment_last_ == '*' && c == '/';
    const bool opens = rules_->nested_comments && comment_last_ == '/' && c == '*';
    comment_last_ = closes || opens ? '\0' : c;
    if (opens) ++comment_depth_;
    if (closes && --comment_depth_ == 0) {
      mode_ = home_;
      return;
    }
  }
}

TokenKind Tokenizer::finish() {
  switch (mode_) {
    case Mode::word:
      return ended_word(cut_word_);
    case Mode::dollar_tag:
      return ended_word(std::string_view(tag_).substr(1));
    case Mode::mark:
    case Mode::number:
    case Mode::minus:
    case Mode::slash:
    case Mode::quote_closed:
    case Mode::escape_closed:
      return ended(TokenKind::piece);
    default:
      return TokenKind::none;
  }
}

void Tokenizer::begin(const char* first, Mode mode) noexcept {
  token_ = first;
  token_begin_ = offset_of(first);
  mode_ = mode;
}

TokenKind Tokenizer::ended(TokenKind kind, Word word) noexcept {
  mode_ = Mode::plain;
  word_ = word;
  last_end_ = offset_of(at_);
  return kind;
}

void Tokenizer::settle_places() noexcept {
  if (token_ != nullptr) token_place_ = locate(token_);
  token_ = nullptr;
  locate(end_);
}

Place Tokenizer::locate(const char* position) noexcept {
  place_ = after(place_, {placed_, static_cast<std::size_t>(position - placed_)});
  placed_ = position;
  return place_;
}

const char* Tokenizer::find(const char* begin, const char* end, char wanted) noexcept {
  const void* const found = std::memchr(begin, wanted, static_cast<std::size_t>(end - begin));
  return found == nullptr ? end : static_cast<const char*>(found);
}

}  // namespace rung::text
