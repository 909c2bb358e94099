#include "workloads.hpp"

#include <fstream>
#include <stdexcept>

#include <fmt/format.h>

#include "participants.hpp"

namespace rung::benchmark {
namespace {

/// A set of small migrations, up or down.
Workload small(const BenchmarkDatabase& database, std::size_t count, const std::string& direction) {
  const bool is_postgresql = database.name() == "postgresql";
  // PostgreSQL's default settings have room for the locks of about 1,500 such steps in a transaction.
  const std::string commits = is_postgresql && count > 1000 ? "step" : "run";
  const std::string set = fmt::format("small-{}", count);
  Workload workload;
  workload.word = fmt::format("{}-{}", direction, count);
  workload.title = fmt::format("{} small migrations {}, {}", count, direction,
                               commits == "run" ? "in one transaction" : "each in a transaction");
  const auto add = [&](const Tool& tool) {
    Participant participant{tool.name, tool.up};
    if (direction == "down") participant = {tool.name, tool.down, tool.up, tool.forgets_the_way};
    if (participant.command) workload.participants.push_back(participant);
  };
  add(bare_small(set, commits, "bare client, one message a migration"));
  if (is_postgresql && commits == "run") add(bare_small(set, "packed", "bare client, packed"));
  add(engine(database, set, commits));
  add(rung_folder(set, commits));
  add(dbmate(set, count));
  add(sql_migrate(set));
  if (count > 1000) workload.most_rounds = 1;
  return workload;
}

Workload large(const BenchmarkDatabase& database) {
  const bool is_postgresql = database.name() == "postgresql";
  Workload workload;
  workload.word = "large";
  workload.title = "one script of many inserts";
  const auto add = [&](const Tool& tool) { workload.participants.push_back({tool.name, tool.up}); };
  if (is_postgresql) {
    add(bare_large("groups", "bare client, groups of 1 MB"));
    add(bare_large("whole", "bare client, one message"));
  } else {
    add(bare_large("blocks", "bare client, file in blocks"));
    add(bare_large("whole", "bare client, whole file in memory"));
  }
  add(engine(database, "large", "run"));
  add(rung_folder("large", "run"));
  add(dbmate("large", 1));
  add(sql_migrate("large"));
  return workload;
}

/// The tables of the peers, as they would be behind ten thousand migrations of theirs.
constexpr const char* peers_on_sqlite =
    "create table schema_migrations (version varchar(128) primary key);"
    "create table gorp_migrations (id varchar(255) not null primary key, applied_at datetime);"
    "with recursive n(i) as (select 1 union all select i + 1 from n where i < 10000) "
    "insert into schema_migrations select printf('%05d', i) from n;"
    "with recursive n(i) as (select 1 union all select i + 1 from n where i < 10000) "
    "insert into gorp_migrations select printf('%05d_step.sql', i), '2026-01-01 10:00:00' from n;";
constexpr const char* peers_on_postgresql =
    "create table schema_migrations (version varchar(128) primary key);"
    "create table gorp_migrations (id text not null primary key, applied_at timestamp with time zone);"
    "insert into schema_migrations select lpad(i::text, 5, '0') from generate_series(1, 10000) i;"
    "insert into gorp_migrations select lpad(i::text, 5, '0') || '_step.sql', now() from generate_series(1, "
    "10000) i;";

void require(const Measured& measured) {
  if (measured.exit_code != 0) throw std::runtime_error(measured.complaint);
}

Workload boot(const BenchmarkDatabase& database) {
  Workload workload;
  workload.word = "boot";
  workload.title = "nothing to do, with 10,000 migrations";
  workload.before_all = [](BenchmarkDatabase& empty) {
    require(run(engine(empty, "rows-10000", "run").up(empty)));
    const std::string file = work_folder() + "/peers.sql";
    std::ofstream(file) << (empty.name() == "postgresql" ? peers_on_postgresql : peers_on_sqlite) << "--\n";
    require(run({program("bare_" + empty.name()), empty.for_client(), "execute", file}));
  };
  const auto add = [&](const Tool& tool) { workload.participants.push_back({tool.name, tool.up}); };
  add(bare_boot());
  add(bare_session());
  add(engine(database, "rows-10000", "run"));
  add(rung_folder("rows-10000", "run"));
  add(rung_folder("rows-10000", "run", "pairs"));
  add(dbmate("rows-10000", 10000));
  add(sql_migrate("rows-10000"));
  return workload;
}

}  // namespace

std::vector<Workload> workloads(const BenchmarkDatabase& database) {
  return {boot(database),  small(database, 1000, "up"),  small(database, 1000, "down"),
          large(database), small(database, 10000, "up"), small(database, 10000, "down")};
}

}  // namespace rung::benchmark
