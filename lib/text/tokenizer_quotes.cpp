#include "text/tokenizer.hpp"

// Strings, quoted names, escape strings and dollar quotes.

namespace rung::text {

using Kind = CharacterKind;

TokenKind Tokenizer::quoted() noexcept {
  at_ = find(at_, end_, quote_);
  if (at_ == end_) return TokenKind::none;
  ++at_;
  mode_ = Mode::quote_closed;
  return at_ == end_ ? TokenKind::none : quote_closed();
}

TokenKind Tokenizer::quote_closed() noexcept {
  if (*at_ != quote_) return ended(TokenKind::piece);
  ++at_;
  mode_ = Mode::quoted;
  return TokenKind::none;
}

TokenKind Tokenizer::bracketed() noexcept {
  at_ = find(at_, end_, ']');
  if (at_ == end_) return TokenKind::none;
  ++at_;
  return ended(TokenKind::piece);
}

void Tokenizer::escape_string() noexcept {
  while (at_ != end_) {
    const char c = *at_++;
    if (c != '\\' && c != '\'') continue;
    mode_ = c == '\\' ? Mode::escape_backslash : Mode::escape_closed;
    return;
  }
}

TokenKind Tokenizer::escape_backslash() noexcept {
  ++at_;
  mode_ = Mode::escape_string;
  return TokenKind::none;
}

TokenKind Tokenizer::escape_closed() noexcept {
  if (*at_ == '\'') {
    ++at_;
    mode_ = Mode::escape_string;
    return TokenKind::none;
  }
  const TokenKind token = ended(TokenKind::piece);
  mode_ = Mode::escape_gap;
  gap_has_line_ = false;
  return token;
}

void Tokenizer::escape_gap() noexcept {
  while (at_ != end_ && table_->kind(*at_) == Kind::space) {
    gap_has_line_ = gap_has_line_ || *at_ == '\n' || *at_ == '\r';
    ++at_;
  }
  if (at_ == end_) return;
  if (*at_ == '-') {
    begin(at_++, Mode::minus);
    home_ = Mode::escape_gap;
  } else if (*at_ == '\'' && gap_has_line_) {
    begin(at_++, Mode::escape_string);
  } else {
    mode_ = Mode::plain;
  }
}

TokenKind Tokenizer::dollar_tag() {
  while (at_ != end_) {
    const char c = *at_;
    const Kind kind = table_->kind(c);
    if (kind != Kind::dollar && kind != Kind::letter && (kind != Kind::digit || tag_.size() == 1)) {
      return ended_word(std::string_view(tag_).substr(1));
    }
    ++at_;
    tag_ += c;
    if (kind != Kind::dollar) continue;
    mode_ = Mode::dollar_body;
    tag_matched_ = 0;
    return TokenKind::none;
  }
  return TokenKind::none;
}

TokenKind Tokenizer::dollar_body() {
  while (at_ != end_) {
    const char c = *at_++;
    // A `$` is the first and the last byte of a tag and none between: so there is nothing to go back over.
    tag_matched_ = c == tag_[tag_matched_] ? tag_matched_ + 1 : c == '$' ? 1 : 0;
    if (tag_matched_ == tag_.size()) {
      cut_word_.clear();
      return ended(TokenKind::piece);
    }
    if (c != '$' && table_->continues_word(c)) {
      if (cut_word_.size() < kept_of_word) cut_word_ += c;
      continue;
    }
    const Word found = find_word(cut_word_);
    cut_word_.clear();
    if (found == no_keyword) continue;
    word_ = found;
    return TokenKind::quoted_word;
  }
  return TokenKind::none;
}

std::string_view Tokenizer::open() const noexcept {
  switch (mode_) {
    case Mode::quoted:
      return quote_ == '\'' ? "string" : "quoted name";
    case Mode::bracketed:
      return "quoted name";
    case Mode::escape_string:
    case Mode::escape_backslash:
      return "string";
    case Mode::dollar_body:
      return "dollar-quoted string";
    case Mode::block_comment:
      return "comment";
    default:
      return "";
  }
}

}  // namespace rung::text
