// kill -9 at random moments. RUNG_TEST_KILLS says how many of each kind (default 12), RUNG_TEST_SEED repeats
// a run.
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <random>
#include <thread>

#include <boost/filesystem.hpp>
#include <catch2/catch.hpp>

#include "process/engine.hpp"
#include "support/temporary_folder.hpp"

namespace rung::test {
namespace {

using Clock = std::chrono::steady_clock;

/// So that a step takes some milliseconds, and a run some hundred.
const std::vector<std::string> slow{"ROWS=1500"};

std::uint64_t setting(const char* name, std::uint64_t otherwise) {
  const char* const text = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nothing sets it
  return text == nullptr ? otherwise : std::stoull(text);
}

/// A command that takes a prepared file through all steps.
struct Work {
  std::vector<std::string> command;
  std::string step;  ///< What stands at the beginning of the line that is printed for each.
  enum class Commits { once, each_step } commits = Commits::once;
};

class Killing {
 public:
  Killing(Work work, const std::vector<std::string>& prepare, std::uint64_t seed)
      : work_(std::move(work)), random_(seed) {
    prepared_.execute("vacuum");
    if (!prepare.empty()) REQUIRE(run(engine(prepared_, prepare), slow).exit_code == 0);
    copy_prepared();
    const auto start = Clock::now();
    REQUIRE(run(engine(file_, work_.command), slow).exit_code == 0);
    step_takes_ = (Clock::now() - start) / engine_newest;
    dump_ = file_.dump();
    version_row_ = file_.version_row();
  }

  /// Kills one process and lets another finish; true if the kill was between the first statement and the
  /// last.
  bool kill_once() {
    copy_prepared();
    const std::size_t printed = kill_somewhere();
    INFO("killed after " << printed << " steps were printed");
    check_what_is_left(printed);
    const Ended ended = run(engine(file_, work_.command), slow);
    INFO(ended.err);
    CHECK(ended.exit_code == 0);
    CHECK(file_.dump() == dump_);
    CHECK(file_.version_row() == version_row_);
    return printed > 0 && printed < static_cast<std::size_t>(engine_newest);
  }

 private:
  void copy_prepared() const {
    boost::filesystem::remove(file_.path());
    boost::filesystem::remove(file_.path() + "-journal");
    boost::filesystem::copy_file(prepared_.path(), file_.path());
  }

  /// Waits for any of the steps, and then for any moment of the one behind it. Returns how many were printed.
  std::size_t kill_somewhere() {
    Subprocess process(engine(file_, work_.command), slow);
    process.prints(work_.step, std::uniform_int_distribution<std::size_t>(0, engine_newest - 1)(random_));
    std::this_thread::sleep_for(
        Clock::duration(std::uniform_int_distribution<Clock::rep>(0, step_takes_.count())(random_)));
    process.send(SIGKILL);
    const std::string out = process.wait().out;
    std::size_t printed = 0;
    for (auto at = out.find(work_.step); at != std::string::npos; at = out.find(work_.step, at + 1))
      ++printed;
    return printed;
  }

  /// Whole transactions, and a sound file. A step is printed before it is committed.
  void check_what_is_left(std::size_t printed) const {
    CHECK(file_.rows("pragma integrity_check") == std::vector<std::string>{"ok"});
    const std::size_t before = prepared_.steps_done().size();
    const std::size_t done = file_.steps_done().size() - before;
    if (work_.commits == Work::Commits::once) {
      CHECK((done == 0 || (done == engine_newest && printed == engine_newest)));
    } else {
      CHECK(done + 1 >= printed);
      CHECK(done <= printed + 1);
    }
    const auto steps = static_cast<std::int64_t>(done);
    CHECK(file_.head() == (before == 0 ? steps : engine_newest - steps));
  }

  Work work_;
  std::mt19937_64 random_;
  TemporaryFolder folder_;
  SqliteFile prepared_{folder_.name("prepared.db")};
  SqliteFile file_{folder_.name("killed.db")};
  Clock::duration step_takes_{};
  std::string dump_;
  std::string version_row_;
};

struct Tally {
  std::uint64_t kills = 0;
  std::uint64_t inside = 0;
};

/// At least `wanted` kills, and eight in ten of that inside. A moment that is drawn before the first
/// statement or behind the last proves little, so it is drawn again: how many those are depends on the
/// machine's load, not on rung.
Tally kill_many(Killing& killing, std::uint64_t wanted) {
  const std::uint64_t inside_wanted = (wanted * 8 + 9) / 10;
  Tally tally;
  while (tally.kills < wanted || (tally.inside < inside_wanted && tally.kills < wanted * 5)) {
    tally.inside += killing.kill_once() ? 1 : 0;
    tally.kills += 1;
  }
  CHECK(tally.inside >= inside_wanted);
  return tally;
}

/// Half of the kills with one transaction for the whole run, half with one for each step.
void kill_both_ways(const std::vector<std::string>& command, const std::string& step,
                    const std::vector<std::string>& prepare) {
  const std::uint64_t seed = setting("RUNG_TEST_SEED", std::random_device{}());
  const std::uint64_t wanted = setting("RUNG_TEST_KILLS", 12) / 2;
  INFO("RUNG_TEST_SEED=" << seed);
  Tally all;
  for (const auto commits : {Work::Commits::once, Work::Commits::each_step}) {
    Work work{command, step, commits};
    if (commits == Work::Commits::each_step)
      work.command.insert(work.command.end(), {"--transaction", "step"});
    Killing killing(work, prepare, seed);
    const Tally tally = kill_many(killing, wanted);
    all.kills += tally.kills;
    all.inside += tally.inside;
  }
  std::cout << command.front() << ": " << all.inside << " of " << all.kills
            << " kills between the first statement and the last (RUNG_TEST_SEED=" << seed << ")\n";
}

}  // namespace

TEST_CASE("an upgrade that is killed anywhere is finished by the next, as if nothing had happened") {
  kill_both_ways({"upgrade"}, "up   ", {});
}

TEST_CASE("a downgrade that is killed anywhere is finished by the next, as if nothing had happened") {
  kill_both_ways({"downgrade", "--to", "base"}, "down ", {"upgrade"});
}

}  // namespace rung::test
