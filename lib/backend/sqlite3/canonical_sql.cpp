#include "backend/sqlite3/canonical_sql.hpp"

#include <algorithm>
#include <array>

#include <sqlite3.h>

#include "port/sql_dialect.hpp"

namespace rung::sqlite {
namespace {

using Kind = SqlToken::Kind;

template <std::size_t Size>
bool holds(const std::array<std::string_view, Size>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Keywords that SQLite lets be names without quotes (%fallback in its grammar), by where they are no
// keywords: ALTER TABLE … RENAME puts quotes around such a name that had none.
constexpr std::array<std::string_view, 32> names_anywhere = {
    "action",    "after",     "always", "analyze", "attach",    "before",  "cascade",   "column",
    "database",  "deferred",  "detach", "each",    "exclusive", "explain", "generated", "immediate",
    "initially", "key",       "plan",   "pragma",  "query",     "reindex", "release",   "rename",
    "restrict",  "savepoint", "temp",   "trigger", "vacuum",    "view",    "virtual",   "without"};
constexpr std::array<std::string_view, 38> names_in_expressions = {
    "abort",   "asc",       "begin",        "by",     "conflict",  "current", "desc",     "do",
    "exclude", "fail",      "filter",       "first",  "following", "for",     "groups",   "ignore",
    "instead", "last",      "materialized", "no",     "nulls",     "of",      "offset",   "others",
    "over",    "partition", "preceding",    "range",  "recursive", "replace", "rollback", "row",
    "rows",    "ties",      "unbounded",    "window", "with",      "if"};

constexpr std::array<std::string_view, 3> row_numbers = {"_rowid_", "oid", "rowid"};
constexpr std::array<std::string_view, 4> calls = {"cast", "if", "raise", "replace"};

// What begins a line, so that of a long definition the lines that differ can be shown.
constexpr std::array<std::string_view, 14> clauses = {"and",       "except", "from",   "group", "having",
                                                      "intersect", "limit",  "or",     "order", "select",
                                                      "set",       "union",  "values", "where"};
constexpr std::array<std::string_view, 8> joins = {"cross", "full",    "inner", "join",
                                                   "left",  "natural", "outer", "right"};

bool is_keyword(std::string_view word) {
  return sqlite3_keyword_check(word.data(), static_cast<int>(word.size())) != 0;
}

/// Writes tokens down again, with blanks where they belong.
class Writer {
 public:
  enum class Layout { one_line, lines };

  Writer(SqlTokens tokens, const NameScope& scope, Layout layout)
      : tokens_(tokens), scope_(&scope), layout_(layout) {
    if (layout == Layout::lines) note_aliases();
  }

  std::string text() {
    for (at_ = tokens_.first; at_ != tokens_.last; ++at_) {
      if (qualifies_own_column()) {
        ++at_;
      } else {
        write(spelling(*at_));
        previous_ = at_;
      }
    }
    return std::move(text_);
  }

 private:
  void note_aliases() {
    for (const SqlToken* at = tokens_.first; at != tokens_.last; ++at) {
      if (at->says("as") && at + 1 != tokens_.last && at[1].is_name()) aliases_.insert(folded(at[1].text));
    }
  }

  [[nodiscard]] bool next_is(std::string_view sign) const {
    return at_ + 1 != tokens_.last && at_[1].is_sign(sign);
  }
  [[nodiscard]] bool previous_is(std::string_view sign) const {
    return previous_ != nullptr && previous_->is_sign(sign);
  }
  [[nodiscard]] bool previous_says(std::string_view word) const {
    return previous_ != nullptr && previous_->says(word);
  }

  [[nodiscard]] bool qualifies_own_column() const {
    return !scope_->table.empty() && at_->is_name() && next_is(".") && folded(at_->text) == scope_->table;
  }

  [[nodiscard]] std::string spelling(const SqlToken& token) const {
    switch (token.kind) {
      case Kind::word:
        return is_keyword(token.text) && !is_name(token.text) ? token.text : sql_name(token.text);
      case Kind::quoted_name:
        return sql_name(token.text);
      case Kind::double_quoted:
        return is_string(token.text) ? standard_literal(token.text) : sql_name(token.text);
      case Kind::text:
      case Kind::value:
      case Kind::sign:
        break;
    }
    return token.text;
  }

  /// Whether a word without quotes is a name rather than a keyword.
  [[nodiscard]] bool is_name(std::string_view word) const {
    if (next_is(".") || previous_is(".")) return true;
    if (next_is("(") && holds(calls, word)) return false;
    return holds(names_anywhere, word) || (layout_ == Layout::one_line && holds(names_in_expressions, word));
  }

  /// What nothing is called is a string to SQLite, even in double quotes
  /// (https://www.sqlite.org/quirks.html#dblquote).
  [[nodiscard]] bool is_string(std::string_view held) const {
    if (next_is(".") || previous_is(".") || next_is("(")) return false;
    if (previous_says("as") || previous_says("collate")) return false;
    const std::string name = folded(held);
    return scope_->names.count(name) == 0 && aliases_.count(name) == 0 && !holds(row_numbers, name);
  }

  void write(const std::string& spelling) {
    if (at_->is_sign(")")) --depth_;
    if (begins_line()) {
      text_ += '\n';
    } else if (!text_.empty() && is_apart()) {
      text_ += ' ';
    }
    text_ += spelling;
    if (at_->is_sign("(")) ++depth_;
    follows_unary_ = is_unary();
    follows_keyword_ = at_->kind == Kind::word && is_keyword(spelling);
    follows_operand_ = at_->kind == Kind::sign ? at_->text == ")" : !follows_keyword_;
  }

  [[nodiscard]] bool begins_line() const {
    if (layout_ == Layout::one_line || depth_ > 0 || text_.empty()) return false;
    if (previous_is(",") || previous_is(";") || previous_says("begin") || at_->says("begin")) return true;
    if (at_->kind != Kind::word || previous_is(".")) return false;
    return holds(clauses, at_->text) || (holds(joins, at_->text) && !holds(joins, previous_->text));
  }

  /// Whether a blank stands before this token.
  [[nodiscard]] bool is_apart() const {
    if (previous_is("(") || previous_is(".")) return false;
    // Two signs without a blank would begin a comment.
    if (follows_unary_) return at_->is_sign("-") || at_->is_sign("+");
    if (at_->is_sign("(") && previous_->is_name()) return follows_keyword_ && !holds(calls, previous_->text);
    return !(at_->is_sign(")") || at_->is_sign(",") || at_->is_sign(".") || at_->is_sign(";"));
  }

  [[nodiscard]] bool is_unary() const {
    return !follows_operand_ && (at_->is_sign("-") || at_->is_sign("+") || at_->is_sign("~"));
  }

  SqlTokens tokens_;
  const NameScope* scope_;
  Layout layout_;
  Names aliases_;
  const SqlToken* at_ = nullptr;
  const SqlToken* previous_ = nullptr;  ///< The one that was written last.
  std::string text_;
  int depth_ = 0;
  bool follows_unary_ = false;
  bool follows_keyword_ = false;
  bool follows_operand_ = false;
};

/// Words that are a value where a default stands; every other one is a string
/// (https://www.sqlite.org/lang_createtable.html#the_default_clause).
constexpr std::array<std::string_view, 6> constants = {"current_date", "current_time", "current_timestamp",
                                                       "false",        "null",         "true"};

}  // namespace

std::string canonical_expression(SqlTokens tokens, const NameScope& scope) {
  return Writer(tokens, scope, Writer::Layout::one_line).text();
}

std::string canonical_statement(SqlTokens tokens, const Names& names) {
  return Writer(tokens, {"", names}, Writer::Layout::lines).text();
}

std::string canonical_default(std::string_view text) {
  const std::vector<SqlToken> tokens = sql_tokens(text);
  const Names no_names;
  if (tokens.size() != 1 || !tokens.front().is_name()) return canonical_expression(tokens, {"", no_names});
  const SqlToken& token = tokens.front();
  if (token.kind != Kind::word) return standard_literal(token.text);
  return holds(constants, token.text) ? token.text : standard_literal(text);
}

std::string canonical_type(std::string_view text) {
  const Names no_names;
  return canonical_expression(sql_tokens(text), {"", no_names});
}

}  // namespace rung::sqlite
