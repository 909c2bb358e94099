#include "text/statement_body.hpp"

namespace rung::text {

namespace {

constexpr Word create = word("CREATE");
constexpr Word end = word("END");

// [EXPLAIN [QUERY PLAN]] CREATE [TEMP | TEMPORARY] TRIGGER
bool creates_trigger(const LeadingWords& leading) noexcept {
  std::size_t at = 0;
  if (leading[at] == word("EXPLAIN")) ++at;
  if (at == 1 && leading[at] == word("QUERY") && leading[at + 1] == word("PLAN")) at += 2;
  if (leading[at++] != create) return false;
  if (leading[at] == word("TEMP") || leading[at] == word("TEMPORARY")) ++at;
  return leading[at] == word("TRIGGER");
}

// CREATE [OR REPLACE] FUNCTION | PROCEDURE
bool creates_routine(const LeadingWords& leading) noexcept {
  std::size_t at = 0;
  if (leading[at++] != create) return false;
  if (leading[at] == word("OR") && leading[at + 1] == word("REPLACE")) at += 2;
  return leading[at] == word("FUNCTION") || leading[at] == word("PROCEDURE");
}

}  // namespace

void StatementBody::start() noexcept {
  inside_ = Inside::nothing;
  previous_ = no_keyword;
  ends_due_ = 0;
}

void StatementBody::enter(Word word, const LeadingWords& leading) noexcept {
  if (rules_->trigger_bodies && word == begins && creates_trigger(leading)) inside_ = Inside::trigger;
  if (rules_->begin_atomic && word == is_atomic && previous_ == begins && creates_routine(leading)) {
    inside_ = Inside::routine;
    ends_due_ = 1;
  }
}

void StatementBody::advance(Word word) noexcept {
  if (inside_ != Inside::routine) {
    // A trigger's body ends with an END that follows a semicolon; the END of a CASE never does.
    inside_ = inside_ == Inside::trigger_after_semicolon && word == end ? Inside::trigger_after_end
                                                                        : Inside::trigger;
    return;
  }
  // `t.case` and `as end` are names.
  if (previous_ == text::word(".") || previous_ == text::word("AS")) return;
  if (word == text::word("CASE")) ++ends_due_;
  if (word == end && --ends_due_ == 0) inside_ = Inside::nothing;
}

bool StatementBody::ends_at_semicolon() noexcept {
  previous_ = word(";");
  if (inside_ == Inside::nothing || inside_ == Inside::trigger_after_end) return true;
  if (inside_ != Inside::routine) inside_ = Inside::trigger_after_semicolon;
  return false;
}

}  // namespace rung::text
