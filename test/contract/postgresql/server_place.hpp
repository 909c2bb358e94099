#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <soci/soci.h>

#include <rung/observer.hpp>

#include "contract/place.hpp"
#include "support/postgresql_client.hpp"
#include "support/postgresql_test_database.hpp"

namespace rung::test {

/// A place whose database is PostgreSQL's, with what only PostgreSQL has.
class ServerPlace : public Place {
 public:
  ServerPlace() : Place("postgresql") {}

  [[nodiscard]] const std::string& name() { return server_database().name(); }
  /// As libpq takes it. The role is one of PostgresqlTestDatabase's, or a test's own.
  [[nodiscard]] std::string conninfo(const std::string& role = PostgresqlTestDatabase::owner);
  /// A connection that has nothing to do with what is tested.
  PostgresqlClient client(const std::string& role = PostgresqlTestDatabase::superuser) {
    return PostgresqlClient(conninfo(role));
  }
  /// The first column of each row, as the superuser sees them by a connection that is kept: what the database
  /// was set to since, it does not know.
  std::vector<std::string> rows(const std::string& sql) { return server_database().here().rows(sql); }

  /// Does something with a session that was opened with these further options of libpq's.
  void with_session_of(const std::string& role, const std::string& options,
                       const std::function<void(soci::session&, Database&)>& function);

 private:
  PostgresqlTestDatabase& server_database() { return static_cast<PostgresqlTestDatabase&>(database()); }
};

/// A role that may nothing, in the server of a place; it is gone when this object is.
class Stranger {
 public:
  explicit Stranger(ServerPlace& place);
  ~Stranger();
  Stranger(const Stranger&) = delete;
  Stranger& operator=(const Stranger&) = delete;

  [[nodiscard]] const std::string& name() const noexcept { return name_; }

 private:
  ServerPlace* place_;
  std::string name_;
};

/// What a run told.
struct Heard final : Observer {
  void step_done(const Step& step, std::chrono::milliseconds /*elapsed*/) override {
    done.push_back(step.version);
  }
  void notice(std::string_view message) override { notices.emplace_back(message); }
  void retrying(std::string_view why, int /*attempt*/, int /*most*/) override {
    retries.emplace_back(why);
    if (on_retry) on_retry();
  }
  void waiting(std::string_view holder, std::chrono::milliseconds /*waited*/) override {
    waits.emplace_back(holder);
  }

  std::vector<Version> done;
  std::vector<std::string> notices;
  std::vector<std::string> retries;
  std::vector<std::string> waits;
  std::function<void()> on_retry;
};

/// The first column of the first row; empty if it is null.
std::string value(soci::session& session, const std::string& sql);

/// Looks again and again until `holds` does. Fails the test after half a minute.
void wait_until(const std::function<bool()>& holds);

/// One migration of these texts outside a transaction, on top of `tables(5, 5)`.
MigrationSet outside_6(const std::string& up, const std::string& down = "");

}  // namespace rung::test

/// Makes the rest of a test case run in an empty database of PostgreSQL's, where there is a server.
#define RUNG_ON_POSTGRESQL(place)                  \
  if (!rung::test::can_start_postgresql()) return; \
  rung::test::ServerPlace place
