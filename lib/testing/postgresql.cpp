#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <rung/backend/postgresql.hpp>
#include <rung/error.hpp>
#include <rung/testing/throwaway_database.hpp>

#include "backend/postgresql/url.hpp"

namespace rung::testing {
namespace {

/// The server's words on one line, without what SOCI puts before them.
std::string words_of(const soci::soci_error& error) {
  const std::string text = error.get_error_message();
  std::string words;
  const std::size_t line = text.find('\n');
  for (const char c : line == std::string::npos ? text : text.substr(line + 1)) {
    const bool is_space = c == '\n' || c == '\t' || c == ' ';
    if (!is_space || (!words.empty() && words.back() != ' ')) words += is_space ? ' ' : c;
  }
  words.erase(std::min(words.find_last_not_of(" .?") + 1, words.size()));
  return words;
}

std::unique_ptr<soci::session> log_in(const postgresql::Url& url, const std::string& doing) {
  try {
    return std::make_unique<soci::session>(soci::postgresql, url.uri());
  } catch (const soci::soci_error& error) {
    throw ConnectionError(
        fmt::format("{}: {}. Nothing was touched. Check the URL, and whether the server is up", doing,
                    url.without_secrets(words_of(error))),
        CatalogState::untouched(), Retry::may_help);
  }
}

/// A database on a server, dropped with this object. While it lives, the session that made it holds an
/// advisory lock of the database's name, in the database that the URL names: it is how those are known whose
/// program has died.
class ServerDatabase {
 public:
  explicit ServerDatabase(const postgresql::Url& url)
      : login_(log_in(url, "cannot make a scratch database")) {
    drop_forsaken();
    *login_ << "select format('rung_scratch_%s_%s', pg_backend_pid(), "
               "(extract(epoch from clock_timestamp()) * 1000000)::bigint)",
        soci::into(name_);
    *login_ << "select pg_advisory_lock(hashtextextended('" + name_ + "', 0))";
    try {
      *login_ << "create database " + name_;
    } catch (const soci::soci_error& error) {
      throw ConnectionError(
          fmt::format("cannot make a scratch database: {}. Nothing was touched. The role needs CREATEDB, and "
                      "nobody may be connected to template1: mend that, or name another server",
                      error.get_error_message()),
          CatalogState::untouched(), Retry::may_help);
    }
  }
  ~ServerDatabase() {
    try {
      *login_ << "drop database " + name_ + " with (force)";
    } catch (const soci::soci_error&) {  // NOLINT(bugprone-empty-catch): then the next program drops it
    }
  }
  ServerDatabase(const ServerDatabase&) = delete;
  ServerDatabase& operator=(const ServerDatabase&) = delete;

  [[nodiscard]] const std::string& name() const noexcept { return name_; }

 private:
  /// Drops what programs left behind that are gone: nobody holds its lock, and nobody is connected to it.
  void drop_forsaken() {
    std::vector<std::string> names(100);
    *login_ << "select datname from pg_database where datname ~ '^rung_scratch_[0-9]+_[0-9]+$' "
               "and pg_has_role(datdba, 'usage') "
               "and not exists (select from pg_stat_activity a where a.datname = pg_database.datname)",
        soci::into(names);
    for (const std::string& name : names) {
      const std::string lock = fmt::format("hashtextextended('{}', 0)", name);
      int is_locked = 0;
      *login_ << "select pg_try_advisory_lock(" + lock + ")::int", soci::into(is_locked);
      if (is_locked == 0) continue;
      try {
        *login_ << "drop database " + name;
      } catch (const soci::soci_error&) {  // NOLINT(bugprone-empty-catch): somebody else is just at it
      }
      *login_ << "select pg_advisory_unlock(" + lock + ")";
    }
  }

  std::unique_ptr<soci::session> login_;
  std::string name_;
};

ThrowawayDatabase make(const postgresql::Url& url) {
  auto keeper = std::make_shared<ServerDatabase>(url);
  auto session = log_in(url.with_database(keeper->name()), "cannot log in to a scratch database");
  *session << "set synchronous_commit = off";
  Database database = backend::postgresql(*session);
  return {std::move(session), std::move(database), [url] { return make(url); }, std::move(keeper)};
}

}  // namespace

ThrowawayDatabase postgresql(const std::string& url) { return make(postgresql::Url(url)); }

}  // namespace rung::testing
