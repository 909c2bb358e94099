#include "support/sql_mutation.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "text/statement_scanner.hpp"
#include "text/whole_text.hpp"

namespace rung::test {
namespace {

struct Piece {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;   ///< As it is written.
  std::string lower;  ///< In lower case.
};

/// The words, numbers, strings and signs of a text, without its comments.
std::vector<Piece> pieces_of(std::string_view script, Dialect dialect) {
  std::vector<Piece> pieces;
  for (const text::WholeToken& token : text::tokens_of(script, dialect)) {
    pieces.push_back({token.begin, token.begin + token.text.size(), std::string(token.text),
                      text::in_lower_case(token.text)});
  }
  return pieces;
}

struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::vector<Span> statements_of(std::string_view script, Dialect dialect) {
  std::vector<Span> spans;
  text::StatementScanner scanner(dialect, {});
  const auto take = [&spans](const text::StatementSpan& span) {
    spans.push_back({static_cast<std::size_t>(span.begin), static_cast<std::size_t>(span.end)});
  };
  scanner.feed(script);
  while (const auto span = scanner.next()) take(*span);
  if (const auto span = scanner.finish()) take(*span);
  return spans;
}

bool is_word(const Piece& piece) {
  return std::isalpha(static_cast<unsigned char>(piece.text[0])) != 0 || piece.text[0] == '_';
}

bool is_number(const Piece& piece) {
  return std::all_of(piece.text.begin(), piece.text.end(),
                     [](unsigned char c) { return std::isdigit(c) != 0; });
}

bool is_string(const Piece& piece) { return piece.text.front() == '\'' && piece.text.size() > 2; }

bool is_body(const Piece& piece) { return piece.text.front() == '$' && piece.text.size() > 4; }

/// Words that become others, or go.
const std::map<std::string, std::string, std::less<>>& other_words() {
  static const std::map<std::string, std::string, std::less<>> words{
      {"desc", ""},          {"unique", ""},        {"cascade", "restrict"},      {"after", "before"},
      {"before", "after"},   {"row", "statement"},  {"bigint", "integer"},        {"integer", "bigint"},
      {"text", "varchar"},   {"jsonb", "json"},     {"timestamptz", "timestamp"}, {"smallint", "integer"},
      {"stored", "virtual"}, {"virtual", "stored"}, {"disable", "enable"},        {"restrict", "cascade"}};
  return words;
}

const std::map<std::string, std::string, std::less<>>& other_signs() {
  static const std::map<std::string, std::string, std::less<>> signs{
      {"<>", "="}, {">", ">="}, {">=", ">"}, {"<=", "<"}, {"<", "<="}};
  return signs;
}

/// Behind these stands the name of something that a script makes, takes away or refers to.
const std::set<std::string, std::less<>>& before_names() {
  static const std::set<std::string, std::less<>> words{
      "table",      "index",      "trigger", "view",         "function", "type",   "column",
      "constraint", "policy",     "on",      "into",         "from",     "update", "to",
      "by",         "references", "domain",  "concurrently", "add",      "join"};
  return words;
}

const std::set<std::string, std::less<>>& no_names() {
  static const std::set<std::string, std::less<>> words{
      "if", "concurrently", "column", "constraint", "unique", "delete",   "update", "select", "each",
      "of", "pg_monitor",   "key",    "on",         "set",    "conflict", "table",  "check",  "primary"};
  return words;
}

class Mutation {
 public:
  Mutation(std::string_view script, Dialect dialect)
      : script_(script), pieces_(pieces_of(script, dialect)), statements_(statements_of(script, dialect)) {}

  std::vector<Mutant> without_a_statement() {
    for (const Span& span : statements_) replace(span, "", "is gone");
    return std::move(mutants_);
  }

  std::vector<Mutant> with_another_property() {
    for (std::size_t i = 0; i < pieces_.size(); ++i) change_property(i);
    return std::move(mutants_);
  }

  std::vector<Mutant> with_another_name() {
    for (std::size_t i = 0; i + 1 < pieces_.size(); ++i) {
      const Piece& name = pieces_[i + 1];
      if (before_names().count(pieces_[i].lower) == 0 || !is_word(name) || no_names().count(name.lower) != 0)
        continue;
      replace(name, name.text + "_x", fmt::format("`{}` has another name", name.text));
    }
    return std::move(mutants_);
  }

 private:
  void change_property(std::size_t i) {
    const Piece& piece = pieces_[i];
    const auto next_is = [&](std::string_view word) {
      return i + 1 < pieces_.size() && pieces_[i + 1].lower == word;
    };
    if (is_number(piece)) {
      replace(piece, std::to_string(std::stoull(piece.text) + 1), fmt::format("{} is one more", piece.text));
    } else if (is_string(piece)) {
      replace(piece, piece.text.substr(0, piece.text.size() - 1) + "x'", piece.text + " is another text");
    } else if (is_body(piece)) {
      change_body(piece);
    } else if (piece.lower == "not" && next_is("null") && (i == 0 || pieces_[i - 1].lower != "is")) {
      replace(Span{piece.begin, pieces_[i + 1].end}, "", "`not null` is gone");
    } else if (piece.lower == "default" && i + 1 < pieces_.size() && pieces_[i + 1].text != "(") {
      if (i > 0 && pieces_[i - 1].lower == "drop") return;
      replace(Span{piece.begin, pieces_[i + 1].end}, "", "a default is gone");
    } else if (const auto sign = other_signs().find(piece.text); sign != other_signs().end()) {
      replace(piece, sign->second, fmt::format("`{}` is `{}`", piece.text, sign->second));
    } else if (const auto word = other_words().find(piece.lower); word != other_words().end()) {
      replace(piece, word->second, fmt::format("`{}` is `{}`", piece.text, word->second));
    }
  }

  /// The first text in the body of a function.
  void change_body(const Piece& piece) {
    const std::size_t begin = piece.text.find('\'');
    const std::size_t end = begin == std::string::npos ? begin : piece.text.find('\'', begin + 1);
    if (end == std::string::npos) return;
    std::string body = piece.text;
    body.insert(end, "x");
    replace(piece, body, "a text in a function's body is another one");
  }

  void replace(const Piece& piece, const std::string& by, const std::string& what) {
    replace(Span{piece.begin, piece.end}, by, what);
  }

  void replace(Span span, const std::string& by, const std::string& what) {
    const auto statement = std::find_if(statements_.begin(), statements_.end(), [&](const Span& one) {
      return span.begin >= one.begin && span.end <= one.end;
    });
    if (statement == statements_.end()) return;
    std::string script(script_);
    script.replace(span.begin, span.end - span.begin, by);
    mutants_.push_back(
        {fmt::format("statement {} of {}: {}", statement - statements_.begin() + 1, statements_.size(), what),
         std::move(script)});
  }

  std::string_view script_;
  std::vector<Piece> pieces_;
  std::vector<Span> statements_;
  std::vector<Mutant> mutants_;
};

}  // namespace

std::string_view to_string(Breakage breakage) {
  switch (breakage) {
    case Breakage::delete_statement:
      return "a statement deleted";
    case Breakage::change_property:
      return "a property changed";
    case Breakage::change_name:
      break;
  }
  return "a name changed";
}

std::vector<Mutant> mutants_of(std::string_view script, Dialect dialect, Breakage breakage) {
  Mutation mutation(script, dialect);
  switch (breakage) {
    case Breakage::delete_statement:
      return mutation.without_a_statement();
    case Breakage::change_property:
      return mutation.with_another_property();
    case Breakage::change_name:
      break;
  }
  return mutation.with_another_name();
}

}  // namespace rung::test
