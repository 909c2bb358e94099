#include "cli/postgresql_login.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <string_view>

#include <fmt/format.h>
#include <libpq-fe.h>

#include <poll.h>

namespace rung::cli {
namespace {

using Clock = std::chrono::steady_clock;
using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;

constexpr std::chrono::seconds longest_login{10};
constexpr std::string_view too_many_connections = "53300";
constexpr std::string_view cannot_connect_now = "57P03";
constexpr std::string_view no_such_database = "3D000";
constexpr std::string_view denied_class = "28";

bool is_code(std::string_view word) {
  return word.size() == 5 && std::all_of(word.begin(), word.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
         });
}

bool passes(std::string_view code) { return code == too_many_connections || code == cannot_connect_now; }

/// The SQLSTATE with which a line ends. Several hosts, or with and without encryption, were several attempts:
/// then of the last one, unless one may pass.
std::string code_in(std::string_view message) {
  std::string code;
  while (!message.empty()) {
    const std::size_t end = std::min(message.find('\n'), message.size());
    const std::string_view line = message.substr(0, end);
    const std::string_view word = line.substr(line.rfind(' ') + 1);
    if (is_code(word) && !passes(code)) code = word;
    message.remove_prefix(std::min(end + 1, message.size()));
  }
  return code;
}

/// False when the time is up.
bool wait_for(PGconn* connection, PostgresPollingStatusType status, Clock::time_point end) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
  const auto event = static_cast<short>(status == PGRES_POLLING_READING ? POLLIN : POLLOUT);
  pollfd socket{PQsocket(connection), event, 0};
  return left.count() > 0 && poll(&socket, 1, static_cast<int>(left.count())) != 0;
}

void log_in(PGconn* connection) {
  const Clock::time_point end = Clock::now() + longest_login;
  PostgresPollingStatusType status = PGRES_POLLING_WRITING;
  while (status != PGRES_POLLING_OK && status != PGRES_POLLING_FAILED && wait_for(connection, status, end))
    status = PQconnectPoll(connection);
}

std::string or_default(const char* text, const char* otherwise) {
  return text == nullptr || *text == '\0' ? otherwise : text;
}

/// The keywords that may be shown.
std::string place_of(const PGconn* connection) {
  return fmt::format("host {}, port {}, database {}, user {}", or_default(PQhost(connection), "(default)"),
                     or_default(PQport(connection), "(default)"), or_default(PQdb(connection), "(default)"),
                     or_default(PQuser(connection), "(default)"));
}

}  // namespace

LoginAnswer try_login(const std::string& uri) {
  const Connection connection(PQconnectStart(uri.c_str()), &PQfinish);
  // Instead of words, the SQLSTATE.
  PQsetErrorVerbosity(connection.get(), PQERRORS_SQLSTATE);
  if (PQstatus(connection.get()) != CONNECTION_BAD) log_in(connection.get());
  LoginAnswer answer;
  answer.place = place_of(connection.get());
  answer.let_in = PQstatus(connection.get()) == CONNECTION_OK;
  if (!answer.let_in) answer.code = code_in(PQerrorMessage(connection.get()));
  answer.wants_password = PQconnectionNeedsPassword(connection.get()) != 0;
  return answer;
}

bool will_pass(const LoginAnswer& answer) noexcept { return answer.let_in || passes(answer.code); }

std::string advice(const LoginAnswer& answer) {
  if (answer.let_in) return "Try again: by now it lets in who asks";
  if (answer.wants_password)
    return "Give a password: in the URL in a --database-file, in PGPASSWORD, or in libpq's password file";
  if (answer.code == too_many_connections) return "Wait longer (--lock-wait), or end other connections";
  if (answer.code == cannot_connect_now) return "Wait longer (--lock-wait), until the server is up";
  if (answer.code == no_such_database) return "Check the database's name, or create the database";
  if (answer.code.substr(0, 2) == denied_class)
    return "Check user and password, and the server's pg_hba.conf";
  if (answer.code.empty())
    return "Check host and port, and whether the server runs and can be reached from here";
  return "See the server's log";
}

}  // namespace rung::cli
