#include "support/restorable_postgresql.hpp"

#include <iostream>
#include <regex>
#include <stdexcept>

#include <boost/filesystem.hpp>
#include <fmt/format.h>

#include "support/subprocess.hpp"

namespace rung::test {

RestorablePostgresql::RestorablePostgresql(const PostgresqlAddress& server) : database_(server) {}

RestorablePostgresql::~RestorablePostgresql() {
  try {
    database_.server_itself().execute("drop database if exists " + start());
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
  }
}

void RestorablePostgresql::remember() {
  database_.wait_until_alone();
  database_.leave();
  PostgresqlClient& client = database_.server_itself();
  client.execute("drop database if exists " + start());
  create_database(client, start(), database_.name());
}

void RestorablePostgresql::go_back() {
  database_.leave();
  PostgresqlClient& client = database_.server_itself();
  client.execute(fmt::format("drop database {} with (force)", database_.name()));
  create_database(client, database_.name(), start(), PostgresqlTestDatabase::owner);
}

std::string RestorablePostgresql::dump() { return database_.image(); }

std::string RestorablePostgresql::dump_of_its_tool() {
  static const std::string program = [] {
    std::string folder = run({RUNG_TEST_DIR "/server/postgresql", "find"}).out;
    folder.erase(folder.find_last_not_of('\n') + 1);
    return folder + "/pg_dump";
  }();
  if (!boost::filesystem::exists(program)) return {};
  const Ended ended = run({program, "--schema-only", "--dbname",
                           database_.server().conninfo(PostgresqlTestDatabase::superuser, database_.name())});
  if (ended.exit_code != 0) throw std::runtime_error(ended.err);
  // Of these lines each dump has its own.
  static const std::regex different_each_time(R"(\\(un)?restrict .*\n)");
  return std::regex_replace(ended.out, different_each_time, "");
}

std::vector<std::string> RestorablePostgresql::rows(const std::string& sql) {
  return database_.here().rows(sql);
}

std::vector<std::string> RestorablePostgresql::damage() {
  if (steps_running() > 0) return {};
  return rows("select 'invalid: ' || indexrelid::regclass from pg_index where not indisvalid");
}

std::size_t RestorablePostgresql::end_sessions() {
  return database_.server_itself()
      .rows(fmt::format(
          "select pg_terminate_backend(pid) from pg_stat_activity where datname = '{}' and usename = '{}'",
          database_.name(), PostgresqlTestDatabase::owner))
      .size();
}

std::vector<std::string> RestorablePostgresql::leftovers() {
  return database_.server_itself().rows(
      fmt::format("select format('session %s %s', pid, application_name) from pg_stat_activity where "
                  "datname = '{0}' and usename = '{1}'; "
                  "select format('lock %s %s', pid, mode) from pg_locks where locktype = 'advisory' "
                  "and database = (select oid from pg_database where datname = '{0}');"
                  "select 'prepared ' || gid from pg_prepared_xacts where database = '{0}'",
                  database_.name(), PostgresqlTestDatabase::owner));
}

bool RestorablePostgresql::has_table(const std::string& name) {
  return number(fmt::format("select count(*) from pg_class where relname = '{}' and relkind = 'r'", name)) !=
         0;
}

}  // namespace rung::test
