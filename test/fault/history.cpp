#include "fault/history.hpp"

#include <stdexcept>
#include <utility>

#include <soci/soci.h>

#include <rung/upgrader.hpp>

#include "fault/open_session.hpp"
#include "support/restorable_database.hpp"

namespace rung::test {
namespace {

/// What the databases write each in its own way.
struct Words {
  std::vector<std::string> up_outside;
  std::vector<std::string> down_outside;
  std::string create_log;
  std::string create_trigger;
  std::string drop_log;
  std::string points_are_positive;
  std::string points_are_any;
};

Words sqlite_words() {
  const std::string trigger =
      "create trigger on_task after insert on task begin insert into log (title) values (new.title); end;";
  return {{"pragma user_version = 4;", "vacuum;", "pragma application_id = 44;"},
          {"pragma application_id = 0;", "vacuum;", "pragma user_version = 0;"},
          "create table log (id integer primary key, title text);",
          trigger,
          "drop trigger on_task; drop table log;",
          "drop trigger on_task;"
          "create table task_new (id integer primary key, title text not null, points integer, check (points "
          ">= 0));"
          "insert into task_new select id, title, points from task;"
          "drop table task;"
          "alter table task_new rename to task;",
          "create table task_old (id integer primary key, title text not null, points integer);"
          "insert into task_old select id, title, points from task;"
          "drop table task;"
          "alter table task_old rename to task;" +
              trigger};
}

Words postgresql_words() {
  return {
      {"create index concurrently task_title on task (title);", "insert into log (title) values ('outside');",
       "create index concurrently note_task on note (task);"},
      {"drop index concurrently note_task;", "delete from log where title = 'outside';",
       "drop index concurrently task_title;"},
      "create table log (title text);",
      "create function log_task() returns trigger language plpgsql as $$ begin insert into log (title) "
      "values (new.title); return null; end $$;"
      "create trigger on_task after insert on task for each row execute function log_task();",
      "drop trigger on_task on task; drop function log_task(); drop table log;",
      "set search_path = 'pg_catalog'; alter table public.task add constraint positive check (points >= 0);",
      "alter table task drop constraint positive;"};
}

std::string joined(const std::vector<std::string>& statements) {
  std::string text;
  for (const std::string& statement : statements) text += statement + "\n";
  return text;
}

void estimate(soci::session& sql) { sql << "update task set points = length(title) where points is null"; }
void forget(soci::session& sql) { sql << "update task set points = null"; }

History written(const Words& words, Dialect dialect) {
  const Version outside{4};
  return {
      MigrationSet{
          {
              {1, "create_task",
               Script{"create table task (id integer primary key, title text not null, points integer);"
                      "create table note (id integer primary key, task integer not null references task "
                      "on delete cascade);"
                      "insert into task (id, title) values (1, 'one'), (2, 'two'), (3, 'three');"
                      "insert into note (id, task) values (1, 1), (2, 1), (3, 3);"},
               Script{"drop table note; drop table task;"}},
              {2, "log_tasks", Script{words.create_log + words.create_trigger}, Script{words.drop_log}},
              {3, "fourth_task", Script{"insert into task (id, title) values (4, 'four');", Transaction::own},
               Script{"delete from task where id = 4; delete from log;", Transaction::own}},
              {outside, "outside", Script{joined(words.up_outside), Transaction::none},
               Script{joined(words.down_outside), Transaction::none}},
              {5, "estimate", Routine{"estimate/1", estimate}, Routine{"forget/1", forget}},
              {6, "points_are_positive", Script{words.points_are_positive}, Script{words.points_are_any}},
          },
          {},
          std::nullopt,
          dialect},
      outside, words.up_outside, words.down_outside};
}

}  // namespace

const History& every_kind(Dialect dialect) {
  static const History sqlite = written(sqlite_words(), Dialect::sqlite);
  static const History postgresql = written(postgresql_words(), Dialect::postgresql);
  return dialect == Dialect::postgresql ? postgresql : sqlite;
}

std::string Undisturbed::walk_to(Version version, const std::vector<std::string>& then) const {
  const auto there = restorable_database(backend_);
  {
    const OpenSession open(*there);
    Database database = open.database();
    if (!version.is_base() &&
        Upgrader(database, history_->migrations).run(Target::version(version)).to != version) {
      throw std::logic_error("the undisturbed run went elsewhere");
    }
  }
  for (const std::string& statement : then) there->rows(statement);
  return there->dump();
}

std::string Undisturbed::dump_of(const CatalogState& state) {
  std::string& dump = known_[to_string(state)];
  if (!dump.empty()) return dump;
  std::vector<std::string> then;
  if (state.kind() == CatalogState::Kind::partly_applied) {
    if (state.step() != history_->outside) throw std::logic_error("no such state was expected");
    const auto& statements =
        state.direction() == Direction::up ? history_->up_outside : history_->down_outside;
    for (std::size_t i = 0; i < state.statements_done(); ++i) then.push_back(statements.at(i));
  } else if (state.kind() != CatalogState::Kind::at_version) {
    throw std::logic_error("no such state was expected");
  }
  return dump = walk_to(state.version(), then);
}

}  // namespace rung::test
