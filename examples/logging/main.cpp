// Migrates at boot, and says so in the service's own log: logging FILE
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <rung/backend/sqlite3.hpp>
#include <rung/error.hpp>
#include <rung/observer.hpp>
#include <rung/upgrader.hpp>

#include <spdlog/spdlog.h>

namespace {

/// What a run does, in lines of spdlog's. Where there is nothing to do, there is no line.
class RunLog final : public rung::Observer {
 public:
  void plan_made(const rung::Plan& plan) override {
    spdlog::info("schema: from {} to {}, {} steps", to_string(plan.from), to_string(plan.to),
                 plan.steps.size());
    for (const std::string& warning : plan.warnings) spdlog::warn("schema: {}", warning);
  }
  void step_started(const rung::Step& step) override {
    spdlog::debug("schema: {} {} {} begins", to_string(step.direction), to_string(step.version), step.name);
  }
  void step_done(const rung::Step& step, std::chrono::milliseconds elapsed) override {
    spdlog::info("schema: {} {} {}, {} ms", to_string(step.direction), to_string(step.version), step.name,
                 elapsed.count());
  }
  void notice(std::string_view message) override { spdlog::info("schema: the server says {}", message); }
  void retrying(std::string_view why, int attempt, int most) override {
    spdlog::warn("schema: attempt {} of {}: {}", attempt, most, why);
  }
  void waiting(std::string_view holder, std::chrono::milliseconds waited) override {
    spdlog::info("schema: waiting for {} ({} s)", holder, waited.count() / 1000);
  }
};

const rung::MigrationSet& migrations() {
  static const rung::MigrationSet set{{
      {1, "create_note", rung::Script{"create table note (id integer primary key, text text not null)"},
       rung::Script{"drop table note"}},
      {2, "add_author", rung::Script{"alter table note add column author text not null default ''"},
       rung::Script{"alter table note drop column author"}},
  }};
  return set;
}

}  // namespace

int main(int argc, char** argv) try {
  soci::session sql(soci::sqlite3, argc > 1 ? argv[1] : "logging.db");
  rung::Database database = rung::backend::sqlite3(sql);
  RunLog log;
  rung::UpgradeOptions options;
  options.observer = &log;
  const rung::Outcome outcome = rung::Upgrader{database, migrations(), options}.run();
  spdlog::info("ready, at version {}", to_string(outcome.to));
} catch (const std::exception& error) {
  // The message says in which state the database is, and what to do.
  spdlog::critical("{}", error.what());
  return 1;
}
