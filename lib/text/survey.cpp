#include "text/survey.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "text/annotations.hpp"
#include "text/lines.hpp"
#include "text/reading_settings.hpp"
#include "text/statement_rules.hpp"
#include "text/statement_stream.hpp"

namespace rung::text {

namespace {

// As much of a statement as tells it apart.
std::string excerpt(std::string_view statement) {
  constexpr std::size_t longest = 40;
  const std::size_t line_end = statement.find_first_of("\r\n");
  std::size_t size = std::min(std::min(statement.size(), line_end), longest);
  while (size < statement.size() && size > 0 &&
         (static_cast<unsigned char>(statement[size]) & 0xC0U) == 0x80U)
    --size;
  std::string text(statement.substr(0, size));
  if (size < statement.size()) return text + " …";
  while (!text.empty() && (text.back() == ';' || text.back() == ' ')) text.pop_back();
  return text;
}

class Surveyor {
 public:
  Surveyor(const embedded::Script& script, Dialect dialect)
      : script_(&script), dialect_(dialect), rules_(&statement_rules(dialect)) {}

  Survey run();

 private:
  void look_at(const FoundStatement& found);
  void look_at_outside(const FoundStatement& found);
  void look_at_inside(const FoundStatement& found);
  void note_transaction_control(const FoundStatement& found);
  void judge_transaction_control();
  void look_for_annotations(std::string_view before_first_statement);
  [[nodiscard]] std::string say(Transaction transaction) const;
  void add(Place place, std::string message);

  const embedded::Script* script_;
  Dialect dialect_;
  const StatementRules* rules_;
  Survey survey_;

  /// Statements that begin or end a transaction. One pair around the whole script may stand.
  std::vector<Finding> controls_;
  std::uint64_t control_count_ = 0;
  std::uint64_t executable_ = 0;  // Statements other than `PRAGMA foreign_keys`, the controls included.
  bool begins_with_begin_ = false;
  bool ends_with_commit_ = false;
};

Survey Surveyor::run() {
  // What is sent in the end is compared: a file that changes in between fails its run.
  StatementStream stream(*script_, dialect_, StatementStream::KnownChecksum::trusted);
  bool is_first = true;
  while (const auto found = stream.next()) {
    if (std::exchange(is_first, false)) look_for_annotations(script_->text.substr(0, found->span.begin));
    look_at(*found);
  }
  if (is_first) look_for_annotations(script_->text);
  survey_.checksum = stream.checksum();
  judge_transaction_control();
  return std::move(survey_);
}

void Surveyor::look_at(const FoundStatement& found) {
  const StatementSpan& span = found.span;
  if (span.parameter) {
    add(*span.parameter,
        "this is a bind parameter, and there is no value to bind: the database would take NULL in silence; "
        "write the "
        "value, or quote the name");
  }
  const bool may_set = span.kind == StatementKind::session_setting || span.kind == StatementKind::may_commit;
  if (may_set && changes_reading_settings(found.text)) {
    add(span.place,
        fmt::format("`{}` changes how the server reads the rest of the script, which is sent as UTF-8 with "
                    "standard_conforming_strings on: remove it",
                    excerpt(found.text)));
  }
  if (script_->transaction == Transaction::none) {
    look_at_outside(found);
  } else {
    look_at_inside(found);
  }
}

void Surveyor::look_at_outside(const FoundStatement& found) {
  ++survey_.statements;
  survey_.traits |= found.span.traits;
  const StatementKind kind = found.span.kind;
  const bool belongs_outside = kind == StatementKind::outside_only ||
                               kind == StatementKind::outside_allowed ||
                               kind == StatementKind::foreign_keys_pragma;
  if (belongs_outside || !rules_->only_outside_kinds_outside) return;
  add(found.span.place, fmt::format("`{}` cannot stand outside a transaction: there may only be what cannot "
                                    "stand in one (VACUUM, PRAGMA, "
                                    "ATTACH, DETACH), so that it can be done again; give it a migration of "
                                    "its own, and for a transaction "
                                    "by itself {}",
                                    excerpt(found.text), say(Transaction::own)));
}

void Surveyor::look_at_inside(const FoundStatement& found) {
  const StatementSpan& span = found.span;
  if (span.kind == StatementKind::foreign_keys_pragma) {
    survey_.traits |= embedded::switches_foreign_keys;
    return;
  }
  ++executable_;
  ends_with_commit_ = span.kind == StatementKind::commit_transaction;
  if (executable_ == 1) begins_with_begin_ = span.kind == StatementKind::begin_transaction;
  if (span.kind == StatementKind::begin_transaction || span.kind == StatementKind::commit_transaction ||
      span.kind == StatementKind::abort_transaction) {
    return note_transaction_control(found);
  }
  ++survey_.statements;
  survey_.traits |= span.traits;
  if (span.kind == StatementKind::outside_only) {
    add(span.place, fmt::format("`{}` cannot run in a transaction: give it a migration of its own, and {}",
                                excerpt(found.text), say(Transaction::none)));
  }
}

void Surveyor::note_transaction_control(const FoundStatement& found) {
  ++control_count_;
  if (controls_.size() == Survey::most_findings) return;
  controls_.push_back(
      {found.span.place.line, found.span.place.column,
       fmt::format("`{}` would begin or end a transaction in the middle of the run's: remove it (one "
                   "BEGIN … COMMIT around the whole script may stay), or {}",
                   excerpt(found.text), say(Transaction::none))});
}

void Surveyor::judge_transaction_control() {
  if (control_count_ == 2 && begins_with_begin_ && ends_with_commit_) return;
  std::vector<Finding>& findings = survey_.findings;
  std::move(controls_.begin(), controls_.end(), std::back_inserter(findings));
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    return std::tie(a.line, a.column) < std::tie(b.line, b.column);
  });
  if (findings.size() > Survey::most_findings) findings.resize(Survey::most_findings);
}

void Surveyor::look_for_annotations(std::string_view before_first_statement) {
  if (!script_->file.empty()) return;
  LineCutter lines([this](const Line& line) {
    if (!is_annotation(line.text)) return;
    add({line.number, 1},
        "annotations are read from files; in C++ the same is said by arguments: pass Transaction::none, "
        "Transaction::own or ForeignKeys::off to rung::Script, and remove this line");
  });
  lines.add(before_first_statement);
  lines.finish();
}

std::string Surveyor::say(Transaction transaction) const {
  return script_->file.empty()
             ? fmt::format("pass Transaction::{} to rung::Script", to_string(transaction))
             : fmt::format("say `-- rung: transaction {}` at its top", to_string(transaction));
}

void Surveyor::add(Place place, std::string message) {
  if (survey_.findings.size() < Survey::most_findings) {
    survey_.findings.push_back({place.line, place.column, std::move(message)});
  }
}

}  // namespace

Survey survey(const embedded::Script& script, Dialect dialect) { return Surveyor(script, dialect).run(); }

}  // namespace rung::text
