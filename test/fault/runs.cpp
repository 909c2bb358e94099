#include <cstdlib>

#include <catch2/catch.hpp>

#include <rung/downgrader.hpp>
#include <rung/error.hpp>
#include <rung/upgrader.hpp>

#include "fault/disturbance.hpp"
#include "fault/faults.hpp"
#include "fault/history.hpp"
#include "fault/open_session.hpp"
#include "port/ports.hpp"

namespace rung::test {
namespace {

template <typename Options>
Options grouped(Grouping grouping) {
  Options options;
  options.grouping = grouping;
  options.release = "v2";
  return options;
}

const MigrationSet& migrations(Database& database) {
  return every_kind(database.ports().dialect().name).migrations;
}

void climb(Database& database, const Target& target, Grouping grouping) {
  static_cast<void>(Upgrader(database, migrations(database), grouped<UpgradeOptions>(grouping)).run(target));
}

void descend(Database& database, const Target& target, Grouping grouping) {
  static_cast<void>(
      Downgrader(database, migrations(database), grouped<DowngradeOptions>(grouping)).run(target));
}

/// A database that is at `version`; base: an empty one, without a ledger.
std::function<void(RestorableDatabase&)> at(Version version) {
  return [version](RestorableDatabase& restorable) {
    const OpenSession open(restorable);
    Database database = open.database();
    static_cast<void>(Upgrader(database, MigrationSet{}).plan());
    if (!version.is_base()) climb(database, Target::version(version), Grouping::run);
  };
}

/// In a server copies cost time: without RUNG_TEST_WAYS what differs little from other work is done there
/// with one transaction for each step only.
bool is_left_out(const std::string& backend, Grouping grouping) {
  const bool wants_all =
      std::getenv("RUNG_TEST_WAYS") != nullptr;  // NOLINT(concurrency-mt-unsafe): nothing sets it
  return backend != "sqlite3" && grouping == Grouping::run && !wants_all;
}

void disturb(const Job& job) { CHECK(disturb_every_call(job, lost_calls()) > 15); }

}  // namespace

TEST_CASE("an upgrade of an empty database tells the truth whichever call fails, and can be finished") {
  const auto backend = GENERATE(from_range(backends()));
  const auto grouping = GENERATE(Grouping::run, Grouping::step);
  const auto work = [grouping](Database& database) { climb(database, Target::newest(), grouping); };
  disturb({backend, at(Version::base()), work, work});
}

TEST_CASE("an upgrade from the middle tells the truth whichever call fails, and can be finished") {
  const auto backend = GENERATE(from_range(backends()));
  const auto grouping = GENERATE(Grouping::run, Grouping::step);
  if (is_left_out(backend, grouping)) return;
  const auto work = [grouping](Database& database) { climb(database, Target::newest(), grouping); };
  disturb({backend, at(2), work, work});
}

TEST_CASE("a downgrade to the empty catalog tells the truth whichever call fails, and can be finished") {
  const auto backend = GENERATE(from_range(backends()));
  const auto grouping = GENERATE(Grouping::run, Grouping::step);
  const auto work = [grouping](Database& database) { descend(database, Target::base(), grouping); };
  disturb({backend, at(6), work, work});
}

TEST_CASE("a downgrade to the middle tells the truth whichever call fails, and can be finished") {
  const auto backend = GENERATE(from_range(backends()));
  const auto grouping = GENERATE(Grouping::run, Grouping::step);
  if (is_left_out(backend, grouping)) return;
  const auto work = [grouping](Database& database) { descend(database, Target::version(2), grouping); };
  disturb({backend, at(6), work, work});
}

TEST_CASE(
    "a run whose last step is outside a transaction tells the truth whichever call fails, and can be "
    "finished") {
  const auto backend = GENERATE(from_range(backends()));
  const auto up = [](Database& database) { climb(database, Target::version(4), Grouping::run); };
  disturb({backend, at(3), up, up});
  const auto down = [](Database& database) {
    auto options = grouped<DowngradeOptions>(Grouping::run);
    options.from = StartingPoint::any_known;
    static_cast<void>(Downgrader(database, migrations(database), options).run(Target::version(3)));
  };
  disturb({backend, at(4), down, down});
}

TEST_CASE("a redo tells the truth whichever call fails, and the next boot climbs back") {
  const auto backend = GENERATE(from_range(backends()));
  const auto grouping = GENERATE(Grouping::run, Grouping::step);
  if (is_left_out(backend, grouping)) return;
  const auto work = [grouping](Database& database) {
    static_cast<void>(
        Downgrader(database, migrations(database), grouped<DowngradeOptions>(grouping)).redo(4));
  };
  const auto finish = [grouping](Database& database) {
    try {
      climb(database, Target::newest(), grouping);
    } catch (const LedgerError&) {
      // Cut off inside the step outside a transaction, on its way down: the message says to finish that
      // first.
      auto options = grouped<DowngradeOptions>(grouping);
      options.hold = Hold::none;
      static_cast<void>(Downgrader(database, migrations(database), options).run(Target::version(3)));
      climb(database, Target::newest(), grouping);
    }
  };
  disturb({backend, at(6), work, finish, Job::Steps::any});
}

}  // namespace rung::test
