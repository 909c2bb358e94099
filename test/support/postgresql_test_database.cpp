#include "support/postgresql_test_database.hpp"

#include <atomic>
#include <chrono>
#include <iostream>
#include <stdexcept>
#include <thread>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <rung/backend/postgresql.hpp>

#include "support/postgresql_image.hpp"

namespace rung::test {
namespace {

std::string unique_name() {
  static std::atomic<int> count{0};
  return fmt::format("rung_{}_{}", getpid(), ++count);
}

/// A role belongs to the server, so that another process may make it at the same moment.
std::string role_that(const std::string& name, const std::string& privileges) {
  return fmt::format(
      "do $$ begin create role {} login; {} exception when duplicate_object or unique_violation then null; "
      "end $$;",
      name, privileges);
}

}  // namespace

PostgresqlTestDatabase::PostgresqlTestDatabase(PostgresqlAddress server)
    : server_(std::move(server)),
      name_(unique_name()),
      here_(server_.conninfo(superuser, name_)),
      server_itself_(server_.conninfo(superuser, "postgres")) {
  PostgresqlClient& client = server_itself();
  client.execute(role_that(owner, ""));
  client.execute(role_that(reader, fmt::format("grant pg_read_all_data to {};", reader)));
  create_database(client, name_, "template0", owner);
  // Up to version 14 everybody may create tables in this schema, and the database's owner does not own it.
  here().execute(
      fmt::format("revoke create on schema public from public; alter schema public owner to {}", owner));
}

PostgresqlTestDatabase::~PostgresqlTestDatabase() {
  try {
    leave();
    server_itself().execute(fmt::format("drop database {} with (force)", name_));
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
  }
}

std::string PostgresqlTestDatabase::url(const std::string& role) const { return server_.url(role, name_); }

std::unique_ptr<soci::session> PostgresqlTestDatabase::open_as(const std::string& role) const {
  std::unique_ptr<soci::session> session;
  connect_when_free(
      [&] { session = std::make_unique<soci::session>(soci::postgresql, server_.conninfo(role, name_)); });
  return session;
}

std::unique_ptr<soci::session> PostgresqlTestDatabase::open() { return open_as(owner); }

std::unique_ptr<soci::session> PostgresqlTestDatabase::open_reader() { return open_as(reader); }

Database PostgresqlTestDatabase::wrap(soci::session& session) { return backend::postgresql(session); }

std::string PostgresqlTestDatabase::image() { return image_of(here()); }

std::string PostgresqlTestDatabase::add_schema() {
  *open() << "create schema elsewhere";
  return "elsewhere";
}

void PostgresqlTestDatabase::wait_until_alone() {
  wait_until_gone(fmt::format("usename <> '{}'", superuser));
}

void PostgresqlTestDatabase::leave() {
  here_.close();
  wait_until_gone(fmt::format("usename = '{}'", superuser));
}

void PostgresqlTestDatabase::wait_until_gone(const std::string& which) {
  const std::string sessions = fmt::format(
      "select pid from pg_stat_activity where datname = '{}' and backend_type = 'client backend' and {}",
      name_, which);
  PostgresqlClient& client = server_itself();
  const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(1);
  while (!client.rows(sessions).empty()) {
    if (std::chrono::steady_clock::now() > end)
      throw std::runtime_error(name_ + ": a session that was cut off did not end");
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

std::string PostgresqlTestDatabase::outside_script() const {
  return "create index concurrently outside_1 on t5 (name);\ncreate index concurrently outside_2 on t5 (id);";
}

std::string PostgresqlTestDatabase::failing_outside_script() const {
  return "create index concurrently outside_1 on t5 (name);\n"
         "create index concurrently outside_2 on t5 (no_such_column);";
}

std::string PostgresqlTestDatabase::edited_outside_script() const {
  return "create index concurrently edited_1 on t5 (name);\ncreate index concurrently outside_2 on t5 (id);";
}

std::string PostgresqlTestDatabase::undo_of_outside_script() const { return "drop index outside_1"; }

}  // namespace rung::test
