#include "backend/postgresql/failures.hpp"

#include <array>
#include <charconv>
#include <cstring>
#include <string>
#include <string_view>

namespace rung::postgresql {
namespace {

struct KnownState {
  std::string_view code;  ///< A whole SQLSTATE, or the two characters of its class.
  Failure::Kind kind;
  std::string_view advice;
};

constexpr std::string_view commit_between =
    "Give the step a transaction of its own with `-- rung: transaction own`, or commit each step by itself "
    "with "
    "`--transaction step`; then run again";

constexpr std::array known_states{
    KnownState{"42P01", Failure::Kind::no_such_table, {}},
    KnownState{"42501", Failure::Kind::denied, {}},
    KnownState{"55P03", Failure::Kind::start_again, {}},
    KnownState{"40P01", Failure::Kind::start_again, {}},
    KnownState{"40001", Failure::Kind::start_again, {}},
    KnownState{"25006", Failure::Kind::unwritable, {}},
    KnownState{"53100", Failure::Kind::unwritable, {}},
    KnownState{"57014", Failure::Kind::statement,
               "Somebody cancelled the statement, or it took longer than the session's statement_timeout: "
               "raise that for "
               "the role that migrates, and run again"},
    KnownState{"57P", Failure::Kind::connection_lost, {}},
    KnownState{"08", Failure::Kind::connection_lost, {}},
    KnownState{"55P04", Failure::Kind::statement,
               "A value that was added to an enum cannot be used before its transaction is committed: put "
               "the ALTER TYPE "
               "… ADD VALUE into a step of its own, before this one, with `-- rung: transaction own`; then "
               "run again"},
    KnownState{"55006", Failure::Kind::statement, commit_between},
    KnownState{"53200", Failure::Kind::statement,
               "The server has no room for the locks of so many changes in one transaction: commit each step "
               "by itself "
               "with `--transaction step`, or raise max_locks_per_transaction; then run again"},
};

const KnownState* find_state(std::string_view code) {
  for (const KnownState& known : known_states) {
    if (code.substr(0, known.code.size()) == known.code) return &known;
  }
  return nullptr;
}

std::string field(const PGresult* result, int code) {
  const char* const text = PQresultErrorField(result, code);
  return text == nullptr ? std::string{} : text;
}

void add(std::string& message, const char* label, const std::string& text) {
  if (!text.empty()) message += std::string("\n  ") + label + ": " + text;
}

/// The server's words, without the excerpt of the text that was sent.
std::string message_of(const PGresult* result) {
  std::string message = field(result, PG_DIAG_MESSAGE_PRIMARY);
  if (message.empty()) message = PQresultErrorMessage(result);
  add(message, "detail", field(result, PG_DIAG_MESSAGE_DETAIL));
  add(message, "hint", field(result, PG_DIAG_MESSAGE_HINT));
  add(message, "context", field(result, PG_DIAG_CONTEXT));
  return message;
}

std::optional<std::uint64_t> position_of(const PGresult* result) {
  const std::string text = field(result, PG_DIAG_STATEMENT_POSITION);
  std::uint64_t position = 0;
  std::from_chars(text.data(), text.data() + text.size(), position);
  return position == 0 ? std::nullopt : std::optional(position - 1);
}

std::string trimmed(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  return text;
}

}  // namespace

Failure failure_of(const PGresult* result, PGconn* connection, bool was_cancelled) {
  const std::string code = field(result, PG_DIAG_SQLSTATE);
  // Without a code it is libpq that speaks: the connection broke.
  if (code.empty() && PQstatus(connection) == CONNECTION_BAD) return lost(connection);
  // query_canceled: by us, by a statement_timeout, or by somebody else.
  if (code == "57014" && was_cancelled) return {Failure::Kind::cancelled, code, message_of(result)};
  const KnownState* const known = find_state(code);
  return {known == nullptr ? Failure::Kind::statement : known->kind, code, message_of(result),
          position_of(result), known == nullptr ? std::string{} : std::string(known->advice)};
}

Failure lost(PGconn* connection) {
  const std::string message = trimmed(PQerrorMessage(connection));
  return {Failure::Kind::connection_lost, "08006", message.empty() ? "the connection was lost" : message};
}

}  // namespace rung::postgresql
