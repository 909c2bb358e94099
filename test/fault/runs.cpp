#include <catch2/catch.hpp>

#include <rung/downgrader.hpp>
#include <rung/error.hpp>
#include <rung/upgrader.hpp>

#include "fault/disturbance.hpp"
#include "fault/faults.hpp"
#include "fault/history.hpp"
#include "fault/open_file.hpp"

namespace rung::test {
namespace {

template <typename Options>
Options grouped(Grouping grouping) {
  Options options;
  options.grouping = grouping;
  options.release = "v2";
  return options;
}

void climb(Database& database, const Target& target, Grouping grouping) {
  static_cast<void>(Upgrader(database, every_kind(), grouped<UpgradeOptions>(grouping)).run(target));
}

void descend(Database& database, const Target& target, Grouping grouping) {
  static_cast<void>(Downgrader(database, every_kind(), grouped<DowngradeOptions>(grouping)).run(target));
}

/// A file that is at `version`; base: an empty one, without a ledger.
std::function<void(const std::string&)> at(Version version) {
  return [version](const std::string& file) {
    const OpenFile open(file);
    Database database = open.database();
    static_cast<void>(Upgrader(database, MigrationSet{}).plan());
    if (!version.is_base()) climb(database, Target::version(version), Grouping::run);
  };
}

void disturb(const Job& job) {
  for (const Fault& fault : lost_calls()) {
    INFO("effect " << static_cast<int>(fault.effect) << ", connection " << static_cast<int>(fault.connection)
                   << ", kind " << static_cast<int>(fault.kind));
    CHECK(disturb_every_call(job, fault) > 15);
  }
}

}  // namespace

TEST_CASE("an upgrade of an empty file tells the truth whichever call fails, and can be finished") {
  const auto grouping = GENERATE(Grouping::run, Grouping::step);
  const auto work = [grouping](Database& database) { climb(database, Target::newest(), grouping); };
  disturb({at(Version::base()), work, work});
}

TEST_CASE("an upgrade from the middle tells the truth whichever call fails, and can be finished") {
  const auto grouping = GENERATE(Grouping::run, Grouping::step);
  const auto work = [grouping](Database& database) { climb(database, Target::newest(), grouping); };
  disturb({at(2), work, work});
}

TEST_CASE("a downgrade to the empty catalog tells the truth whichever call fails, and can be finished") {
  const auto grouping = GENERATE(Grouping::run, Grouping::step);
  const auto work = [grouping](Database& database) { descend(database, Target::base(), grouping); };
  disturb({at(6), work, work});
}

TEST_CASE("a downgrade to the middle tells the truth whichever call fails, and can be finished") {
  const auto grouping = GENERATE(Grouping::run, Grouping::step);
  const auto work = [grouping](Database& database) { descend(database, Target::version(2), grouping); };
  disturb({at(6), work, work});
}

TEST_CASE(
    "a run whose last step is outside a transaction tells the truth whichever call fails, and can be "
    "finished") {
  const auto up = [](Database& database) { climb(database, Target::version(4), Grouping::run); };
  disturb({at(3), up, up});
  const auto down = [](Database& database) {
    auto options = grouped<DowngradeOptions>(Grouping::run);
    options.from = StartingPoint::any_known;
    static_cast<void>(Downgrader(database, every_kind(), options).run(Target::version(3)));
  };
  disturb({at(4), down, down});
}

TEST_CASE("a redo tells the truth whichever call fails, and the next boot climbs back") {
  const auto grouping = GENERATE(Grouping::run, Grouping::step);
  const auto work = [grouping](Database& database) {
    static_cast<void>(Downgrader(database, every_kind(), grouped<DowngradeOptions>(grouping)).redo(4));
  };
  const auto finish = [grouping](Database& database) {
    try {
      climb(database, Target::newest(), grouping);
    } catch (const LedgerError&) {
      // Cut off inside the step outside a transaction, on its way down: the message says to finish that
      // first.
      auto options = grouped<DowngradeOptions>(grouping);
      options.hold = Hold::none;
      static_cast<void>(Downgrader(database, every_kind(), options).run(Target::version(3)));
      climb(database, Target::newest(), grouping);
    }
  };
  disturb({at(6), work, finish, Job::Steps::any});
}

}  // namespace rung::test
