#include "fault/history.hpp"

#include <array>
#include <map>
#include <stdexcept>
#include <utility>

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <rung/backend/sqlite3.hpp>
#include <rung/upgrader.hpp>

#include "support/sqlite_file.hpp"
#include "support/temporary_folder.hpp"

namespace rung::test {
namespace {

const Version outside{4};
constexpr std::array up_outside{"pragma user_version = 4;", "vacuum;", "pragma application_id = 44;"};
constexpr std::array down_outside{"pragma application_id = 0;", "vacuum;", "pragma user_version = 0;"};

template <typename Statements>
std::string joined(const Statements& statements) {
  std::string text;
  for (const char* const statement : statements) text += std::string(statement) + "\n";
  return text;
}

void estimate(soci::session& sql) { sql << "update task set points = length(title) where points is null"; }
void forget(soci::session& sql) { sql << "update task set points = null"; }

constexpr const char* rebuild =
    "create table task_new (id integer primary key, title text not null, points integer, check (points >= "
    "0));"
    "insert into task_new select id, title, points from task;"
    "drop table task;"
    "alter table task_new rename to task;";
constexpr const char* rebuild_back =
    "create table task_old (id integer primary key, title text not null, points integer);"
    "insert into task_old select id, title, points from task;"
    "drop table task;"
    "alter table task_old rename to task;";

std::string walked_to(Version version, const std::string& then) {
  const TemporaryFolder folder;
  const SqliteFile file(folder.name("undisturbed.db"));
  soci::session sql(soci::sqlite3, "db=" + file.path() + " synchronous=off");
  Database database = backend::sqlite3(sql);
  if (!version.is_base() && Upgrader(database, every_kind()).run(Target::version(version)).to != version) {
    throw std::logic_error("the undisturbed run went elsewhere");
  }
  file.execute(then);
  return file.dump();
}

}  // namespace

MigrationSet every_kind() {
  return MigrationSet{{
      {1, "create_task",
       Script{"create table task (id integer primary key, title text not null, points integer);"
              "create table note (id integer primary key, task integer not null references task on delete "
              "cascade);"
              "insert into task (title) values ('one'), ('two'), ('three');"
              "insert into note (task) values (1), (1), (3);"},
       Script{"drop table note; drop table task;"}},
      {2, "log_tasks",
       Script{"create table log (id integer primary key, title text);"
              "create trigger on_task after insert on task begin insert into log (title) values (new.title); "
              "end;"},
       Script{"drop trigger on_task; drop table log;"}},
      {3, "fourth_task", Script{"insert into task (id, title) values (4, 'four');", Transaction::own},
       Script{"delete from task where id = 4; delete from log;", Transaction::own}},
      {outside, "number_file", Script{joined(up_outside), Transaction::none},
       Script{joined(down_outside), Transaction::none}},
      {5, "estimate", Routine{"estimate/1", estimate}, Routine{"forget/1", forget}},
      {6, "points_are_positive", Script{std::string("drop trigger on_task;") + rebuild},
       Script{std::string(rebuild_back) + "create trigger on_task after insert on task begin insert into log "
                                          "(title) values (new.title); end;"}},
  }};
}

std::string dump_at(Version version) {
  static std::map<std::int64_t, std::string> known;
  std::string& dump = known[version.number()];
  if (dump.empty()) dump = walked_to(version, "");
  return dump;
}

std::string dump_of(const CatalogState& state) {
  if (state.kind() == CatalogState::Kind::at_version) return dump_at(state.version());
  if (state.kind() != CatalogState::Kind::partly_applied || state.step() != outside)
    throw std::logic_error("no such state was expected");
  std::string then;
  const auto& statements = state.direction() == Direction::up ? up_outside : down_outside;
  for (std::size_t i = 0; i < state.statements_done(); ++i) then += statements.at(i);
  return walked_to(state.version(), then);
}

}  // namespace rung::test
