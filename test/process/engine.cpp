// An engine that is killed, crowded and interrupted by the tests. Its environment says how:
//   ROWS      rows that each step writes: how long a step takes (default 10)
//   FAIL_AT   version whose last statement is refused
//   HANG_AT   version of a routine that never comes back
#include <cstdlib>
#include <iostream>
#include <string>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>
#include <soci/soci.h>

#include <rung/cli.hpp>

namespace {

constexpr std::int64_t newest = 30;

std::int64_t setting(const char* name, std::int64_t otherwise) {
  const char* const text = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nothing sets it
  return text == nullptr ? otherwise : std::stoll(text);
}

/// Writes, and deletes again, the rows of one version.
std::string work(std::int64_t version) {
  return fmt::format(
      "insert into event (version, number, payload) with recursive n(i) as (select 1 union all select i + 1 "
      "from n where i < {}) "
      "select {}, i, hex(i * 7919) from n;\n",
      setting("ROWS", 10), version);
}
std::string undo(std::int64_t version) {
  return fmt::format("delete from event where version = {};\n", version);
}

rung::Migration step(std::int64_t version, const std::string& name, const std::string& up,
                     const std::string& down) {
  const std::string failure =
      version == setting("FAIL_AT", 0) ? "insert into event (version, number) values (1, 1);" : "";
  return {version, name, rung::Script{up + work(version) + failure}, rung::Script{undo(version) + down}};
}

rung::Migration create() {
  const std::string up =
      "create table event (version integer not null, number integer not null, payload text, primary key "
      "(version, number));\n"
      "create table counted (version integer primary key, events integer not null);\n"
      "create trigger on_event after insert on event begin\n"
      "  insert into counted values (new.version, 1) on conflict (version) do update set events = events + "
      "1;\n"
      "end;\n"
      "create trigger on_event_gone after delete on event begin\n"
      "  update counted set events = events - 1 where version = old.version;\n"
      "  delete from counted where version = old.version and events = 0;\n"
      "end;\n";
  return {1, "create_event", rung::Script{up + work(1)},
          rung::Script{"drop table event; drop table counted;"}};
}

/// Rebuilds the table `note` around another definition of its column.
std::string rebuilt_with(const std::string& column) {
  return fmt::format(
      "create table note_new (id integer primary key, {});\ninsert into note_new select id, text from note;\n"
      "drop table note;\nalter table note_new rename to note;\n",
      column);
}

void number_payloads(soci::session& sql) {
  for (std::int64_t i = 1; i <= setting("ROWS", 10); ++i) {
    sql << "update event set payload = payload || '/' || :i where version = 2 and number = :n", soci::use(i),
        soci::use(i);
  }
}
void strip_payloads(soci::session& sql) {
  sql << "update event set payload = substr(payload, 1, instr(payload, '/') - 1) where version = 2";
}

[[noreturn]] void hang(soci::session&) {
  std::cout << "hanging" << std::endl;
  for (;;) pause();
}

rung::MigrationSet migrations() {
  std::vector<rung::Migration> all{create()};
  for (std::int64_t version = 2; version <= newest; ++version) {
    if (version == setting("HANG_AT", 0)) {
      all.push_back({version, "hang", rung::Routine{"hang/1", hang}, rung::Script{""}});
    } else if (version == 8) {
      all.push_back(step(version, "create_note",
                         "create table note (id integer primary key, text text);\ninsert into note (text) "
                         "values ('a'), ('b');\n",
                         "drop table note;"));
    } else if (version == 15) {
      all.push_back(
          step(version, "note_needs_text", rebuilt_with("text text not null"), rebuilt_with("text text")));
    } else if (version == 20) {
      all.push_back({version, "number_payloads", rung::Routine{"number_payloads/1", number_payloads},
                     rung::Routine{"strip_payloads/1", strip_payloads}});
    } else if (version % 5 == 0) {
      all.push_back(step(
          version, "index_payload",
          fmt::format("create index payload_{} on event (payload) where version = {};\n", version, version),
          fmt::format("drop index payload_{};", version)));
    } else {
      all.push_back(step(version, "write_events", "", ""));
    }
  }
  return {all, {{"v1", 10}, {"v2", 20}, {"v3", newest}}};
}

}  // namespace

int main(int argc, char** argv) {
  const rung::cli::Engine engine{"engine", migrations(), "", {rung::cli::sqlite3()}, "", "", {}};
  return rung::cli::run(argc, argv, engine);
}
