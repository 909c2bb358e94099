#include "contract/place.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include "port/ports.hpp"
#include "record/ledger.hpp"
#include "support/sudden_death.hpp"

namespace rung::test {

void Place::with_session(const std::function<void(soci::session&, Database&)>& function) {
  const auto session = database_->open();
  Database database = database_->wrap(*session);
  function(*session, database);
}

Outcome Place::upgrade(const MigrationSet& set, const UpgradeOptions& options, const Target& target) {
  const auto session = database_->open();
  Database database = database_->wrap(*session);
  return Upgrader{database, set, options}.run(target);
}

Outcome Place::downgrade(const MigrationSet& set, const Target& target, const DowngradeOptions& options) {
  const auto session = database_->open();
  Database database = database_->wrap(*session);
  return Downgrader{database, set, options}.run(target);
}

Outcome Place::redo(const MigrationSet& set, std::size_t count, const DowngradeOptions& options) {
  const auto session = database_->open();
  Database database = database_->wrap(*session);
  return Downgrader{database, set, options}.redo(count);
}

Plan Place::plan_upgrade(const MigrationSet& set, const UpgradeOptions& options, const Target& target) {
  const auto session = database_->open();
  Database database = database_->wrap(*session);
  return Upgrader{database, set, options}.plan(target);
}

Plan Place::plan_downgrade(const MigrationSet& set, const Target& target, const DowngradeOptions& options) {
  const auto session = database_->open();
  Database database = database_->wrap(*session);
  return Downgrader{database, set, options}.plan(target);
}

Status Place::check(const MigrationSet& set, const RunOptions& options) {
  const auto session = database_->open_reader();
  Database database = database_->wrap(*session);
  return rung::check(database, set, options);
}

std::vector<std::string> Place::verify(const MigrationSet& set) {
  const auto session = database_->open_reader();
  Database database = database_->wrap(*session);
  return rung::verify(database, set);
}

std::vector<std::string> Place::repair(const MigrationSet& set, const std::vector<Version>& accept) {
  const auto session = database_->open();
  Database database = database_->wrap(*session);
  return rung::repair(database, set, accept);
}

std::vector<LedgerEntry> Place::history(const LedgerOptions& ledger) {
  const auto session = database_->open_reader();
  Database database = database_->wrap(*session);
  return VersionLedger{database, ledger}.history();
}

bool Place::dies(const std::function<void()>& function) {
  const bool died = test::dies(function);
  database_->wait_until_alone();
  return died;
}

void Place::execute(const std::string& sql) {
  const auto session = database_->open();
  *session << sql;
}

std::int64_t Place::number(const std::string& sql) {
  const auto session = database_->open();
  long long value = 0;
  *session << sql, soci::into(value);
  return value;
}

std::string Place::text(const std::string& sql) {
  const auto session = database_->open();
  std::string value;
  soci::indicator indicator = soci::i_null;
  *session << sql, soci::into(value, indicator);
  return indicator == soci::i_ok ? value : "";
}

std::vector<std::string> Place::steps(const LedgerOptions& ledger) {
  std::vector<std::string> steps;
  for (const LedgerEntry& entry : history(ledger)) {
    steps.push_back(fmt::format("{} {} {}", to_string(entry.direction), to_string(entry.version),
                                to_string(entry.outcome)));
  }
  return steps;
}

UpgradeOptions as(const std::string& release) {
  UpgradeOptions options;
  options.program = "engine";
  options.release = release;
  options.lock_wait = std::chrono::milliseconds(0);
  return options;
}

DowngradeOptions down_as(const std::string& release) {
  DowngradeOptions options;
  options.program = "engine";
  options.release = release;
  options.lock_wait = std::chrono::milliseconds(0);
  return options;
}

OtherRun::OtherRun(Place& place)
    : session_(place.database().open()), database_(place.database().wrap(*session_)) {
  Ledger ledger(database_.ports(), {});
  ledger.locate();
  const auto attempt = database_.ports().locker().try_begin(ledger.version_table(), {"select 1", {}});
  REQUIRE(attempt.result == Locker::Attempt::Result::locked);
}

OtherRun::~OtherRun() { database_.ports().executor().rollback(); }

PlanError refusal(Place& place, const std::function<void()>& function) {
  const std::string before = place.image();
  const auto steps_before = place.steps();
  auto error = thrown<PlanError>(function);
  INFO(error.what());
  CHECK(error.database_state().kind() == CatalogState::Kind::untouched);
  CHECK_FALSE(error.may_retry());
  CHECK(place.image() == before);
  CHECK(place.steps() == steps_before);
  return error;
}

}  // namespace rung::test
