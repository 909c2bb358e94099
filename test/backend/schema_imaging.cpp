#include "backend/schema_imaging.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>

#include <rung/schema_diff.hpp>

#include "port/ports.hpp"

namespace rung::test {

SchemaImaging::SchemaImaging()
    : superuser_(place_.server().conninfo(PostgresqlTestDatabase::superuser, place_.name())) {
  execute("set client_min_messages = warning");
  reconnect();
}

void SchemaImaging::reconnect() {
  database_.reset();
  session_ = place_.open();
  database_ = std::make_unique<Database>(place_.wrap(*session_));
}

void SchemaImaging::clear() {
  execute(fmt::format(
      "drop schema public cascade; create schema public authorization {}; grant usage on schema public to "
      "public",
      PostgresqlTestDatabase::owner));
}

std::string SchemaImaging::session_state() {
  std::string settings;
  *session_ << "select string_agg(name || '=' || coalesce(setting, ''), ' ' order by name) || ' ' || "
               "current_setting('role') || ' ' || session_user from pg_settings "
               "where name not in ('transaction_isolation', 'transaction_read_only')",
      soci::into(settings);
  return settings + (ports().executor().in_transaction() ? " in a transaction" : "");
}

Schema SchemaImaging::image(const LeftOut& left_out) { return ports().schema_reader().read(left_out); }

int SchemaImaging::server_version() { return std::stoi(rows("show server_version_num").front()); }

void check_changes(SchemaImaging& imaging, const std::vector<SchemaChange>& changes) {
  const int version = imaging.server_version();
  for (const SchemaChange& change : changes) {
    if (change.since > version) continue;
    INFO(change.setup << "\n  " << change.change);
    imaging.clear();
    imaging.execute(change.setup);
    const Schema before = imaging.image();
    imaging.execute(change.change);
    const Schema after = imaging.image();
    std::string names;
    for (const SchemaDifference& difference : diff(before, after)) {
      names += (names.empty() ? "" : " | ") + name_of(difference);
    }
    CHECK(names == change.difference);
    imaging.clear();
    imaging.execute(change.setup);
    CHECK(to_string(imaging.image()) == to_string(before));
  }
}

}  // namespace rung::test
