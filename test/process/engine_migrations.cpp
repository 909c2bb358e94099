#include "process/engine_migrations.hpp"

#include <iostream>
#include <optional>
#include <string>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>
#include <soci/soci.h>

namespace rung::test {
namespace {

/// What the databases write each in its own way.
struct Words {
  Dialect dialect;
  std::string create;
  std::string drop;
  std::string rows;  ///< Writes {0} rows of version {1}.
  std::string gone;  ///< Deletes those of version {0}.
  std::string note_needs_text;
  std::string note_may_be_empty;
  std::string strip_payloads;
  std::optional<Migration> outside;  ///< Instead of the version that it has.
};

const Words& sqlite_words() {
  static const auto rebuilt_with = [](const std::string& column) {
    return fmt::format(
        "create table note_new (id integer primary key, {});\ninsert into note_new select id, text from "
        "note;\n"
        "drop table note;\nalter table note_new rename to note;\n",
        column);
  };
  static const Words words{
      Dialect::sqlite,
      R"(create table event (version integer not null, number integer not null, payload text, primary key (version, number));
create table counted (version integer primary key, events integer not null);
create trigger on_event after insert on event begin
  insert into counted values (new.version, 1) on conflict (version) do update set events = events + 1;
end;
create trigger on_event_gone after delete on event begin
  update counted set events = events - 1 where version = old.version;
  delete from counted where version = old.version and events = 0;
end;
)",
      "drop table event; drop table counted;",
      "insert into event (version, number, payload) with recursive n(i) as (select 1 union all select i + 1 "
      "from n where i < {}) select {}, i, hex(i * 7919) from n;\n",
      "delete from event where version = {};\n",
      rebuilt_with("text text not null"),
      rebuilt_with("text text"),
      "update event set payload = substr(payload, 1, instr(payload, '/') - 1) where version = 2",
      std::nullopt};
  return words;
}

const Words& postgresql_words() {
  static const Words words{
      Dialect::postgresql,
      R"(create table event (version bigint not null, number bigint not null, payload text, primary key (version, number));
create table counted (version bigint primary key, events bigint not null);
create function count_events() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into counted select version, count(*) from changed group by version
    on conflict (version) do update set events = counted.events + excluded.events;
  else
    update counted c set events = c.events - gone.events
    from (select version, count(*) as events from changed group by version) as gone where c.version = gone.version;
    delete from counted where events = 0;
  end if;
  return null;
end $$;
create trigger on_event after insert on event referencing new table as changed
  for each statement execute function count_events();
create trigger on_event_gone after delete on event referencing old table as changed
  for each statement execute function count_events();
)",
      "drop table event; drop table counted; drop function count_events();",
      "insert into event (version, number, payload) select {1}, i, md5((i * 7919)::text) from "
      "generate_series(1, {0}) "
      "as i;\n",
      // Like the index below made slow by the text that is hashed for each row.
      "delete from event where version = {} and md5(repeat(payload, 300)) <> '';\n",
      "alter table note alter column text set not null;\n",
      "alter table note alter column text drop not null;\n",
      "update event set payload = split_part(payload, '/', 1) where version = 2",
      Migration{engine_outside_version, "digest_events",
                Script{"create index concurrently event_digest on event (md5(repeat(payload, 300)));\n"
                       "comment on index event_digest is 'built beside those who write';",
                       Transaction::none},
                Script{"drop index concurrently event_digest;", Transaction::none}}};
  return words;
}

[[noreturn]] void hang(soci::session& /*sql*/) {
  std::cout << "hanging" << std::endl;
  for (;;) pause();
}

class Writer {
 public:
  Writer(const EngineSettings& settings, const Words& words) noexcept : settings_(settings), words_(words) {}

  [[nodiscard]] Migration migration(std::int64_t version) const {
    if (version == settings_.hang_at) return {version, "hang", Routine{"hang/1", hang}, Script{""}};
    if (words_.outside && words_.outside->version == Version{version}) return *words_.outside;
    switch (version) {
      case 1:
        return step(1, "create_event", words_.create, words_.drop);
      case 8:
        return step(8, "create_note",
                    "create table note (id integer primary key, text text);\n"
                    "insert into note (id, text) values (1, 'a'), (2, 'b');\n",
                    "drop table note;");
      case 15:
        return step(15, "note_needs_text", words_.note_needs_text, words_.note_may_be_empty);
      case 20:
        return {20, "number_payloads", Routine{"number_payloads/1", number_payloads()},
                Routine{"strip_payloads/1", strip_payloads()}};
      default:
        break;
    }
    if (version % 5 != 0) return step(version, "write_events", "", "");
    return step(version, "index_payload",
                fmt::format("create index payload_{0} on event (payload) where version = {0};\n", version),
                fmt::format("drop index payload_{};", version));
  }

 private:
  /// Writes rows behind what it does, and deletes them before that is undone.
  [[nodiscard]] Migration step(std::int64_t version, const std::string& name, const std::string& up,
                               const std::string& down) const {
    const std::string rows = fmt::format(words_.rows, settings_.rows, version);
    const std::string failure =
        version == settings_.fail_at ? "insert into event (version, number) values (1, 1);" : "";
    // With the first step's table its rows go.
    const std::string gone = version == 1 ? "" : fmt::format(words_.gone, version);
    return {version, name, Script{up + rows + failure}, Script{gone + down}};
  }

  [[nodiscard]] RoutineFunction number_payloads() const {
    return [rows = settings_.rows](soci::session& sql) {
      for (std::int64_t i = 1; i <= rows; ++i) {
        const std::string suffix = fmt::format("/{}", i);
        sql << "update event set payload = payload || :suffix where version = 2 and number = :number",
            soci::use(suffix), soci::use(i);
      }
    };
  }
  [[nodiscard]] RoutineFunction strip_payloads() const {
    return [text = words_.strip_payloads](soci::session& sql) { sql << text; };
  }

  const EngineSettings& settings_;
  const Words& words_;
};

MigrationSet written(const EngineSettings& settings, const Words& words) {
  const Writer writer(settings, words);
  std::vector<Migration> all;
  for (std::int64_t version = 1; version <= engine_newest; ++version)
    all.push_back(writer.migration(version));
  return {all, {{"v1", 10}, {"v2", 20}, {"v3", engine_newest}}, std::nullopt, words.dialect};
}

}  // namespace

MigrationSet sqlite_migrations(const EngineSettings& settings) { return written(settings, sqlite_words()); }
MigrationSet postgresql_migrations(const EngineSettings& settings) {
  return written(settings, postgresql_words());
}

}  // namespace rung::test
