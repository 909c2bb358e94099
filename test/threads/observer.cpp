#include <fmt/format.h>

#include <rung/observer.hpp>

#include "contract/place.hpp"
#include "contract/sets.hpp"

using namespace rung;
using namespace rung::test;

namespace {

using Lines = std::vector<std::string>;

/// Writes down what it is told, but no times.
class Listener final : public Observer {
 public:
  Lines heard;

  void run_started(const RunInfo& run) override {
    heard.push_back(fmt::format("run {} {} {}", run.catalog, run.program, run.release));
    id = run.id;
  }
  void plan_made(const Plan& plan) override { heard.push_back(fmt::format("plan {}", plan.steps.size())); }
  void segment_started(const Plan& plan, const Segment& segment) override {
    heard.push_back(
        fmt::format("segment {} {}", to_string(plan.steps.at(segment.first).version), segment.count));
  }
  void step_started(const Step& step) override { heard.push_back("step " + to_string(step.version)); }
  void statement_done(const Step& step, const StepProgress& progress) override {
    heard.push_back(fmt::format("{}: {} of {}, {} of {}", to_string(step.version), progress.statement,
                                progress.statements, progress.bytes, progress.total_bytes));
  }
  void step_done(const Step& step, std::chrono::milliseconds) override {
    heard.push_back("done " + to_string(step.version));
  }
  void run_done(const Outcome& outcome) override { heard.push_back("at " + to_string(outcome.to)); }

  std::string id;
};

UpgradeOptions heard_by(Observer& observer) {
  UpgradeOptions options;
  options.program = "billing";
  options.release = "v2";
  options.observer = &observer;
  return options;
}

}  // namespace

TEST_CASE("an observer is told of a run, its segments, steps and statements in their order", "[observer]") {
  RUNG_FOR_EACH_BACKEND(place);
  Listener listener;
  const MigrationSet set(script(1, "create table a (n int);\n-- and\ninsert into a values (1);\n", "") +
                         script(2, "vacuum;", "", Transaction::none) + script(3, "drop table a", ""));
  place.upgrade(set, heard_by(listener));
  const Lines first{"segment 1 1", "step 1", "1: 1 of 2, 23 of 57", "1: 2 of 2, 56 of 57", "done 1"};
  const Lines second{"segment 2 1", "step 2", "2: 1 of 1, 7 of 7", "done 2"};
  const Lines third{"segment 3 1", "step 3", "3: 1 of 1, 12 of 12", "done 3"};
  Lines expected{"run main billing v2", "plan 3"};
  for (const Lines& lines : {first, second, third})
    expected.insert(expected.end(), lines.begin(), lines.end());
  expected.emplace_back("at 3");
  CHECK(listener.heard == expected);
  CHECK(listener.id == place.history().back().run);
}

TEST_CASE("an observer sees a long script grow", "[observer]") {
  RUNG_FOR_EACH_BACKEND(place);
  std::string text = "create table a (n int, t text);";
  for (int i = 0; i < 20000; ++i)
    text += fmt::format("insert into a values ({}, 'a text to make the script longer than a message');\n", i);
  struct Watcher final : Observer {
    void statement_done(const Step&, const StepProgress& progress) override {
      grows = grows && progress.statement == last.statement + 1 && progress.bytes > last.bytes;
      last = progress;
    }
    StepProgress last;
    bool grows = true;
  } watcher;
  place.upgrade({script(1, text, "")}, heard_by(watcher));
  CHECK(watcher.grows);
  CHECK(watcher.last.statement == 20001);
  CHECK(watcher.last.statements == 20001);
  CHECK(watcher.last.bytes == text.size() - 1);
  CHECK(watcher.last.total_bytes == text.size());
}

TEST_CASE("an observer hears no statement twice, and none that failed", "[observer]") {
  RUNG_FOR_EACH_BACKEND(place);
  Listener listener;
  CHECK_THROWS_AS(
      place.upgrade({script(1, "create table a (n int); insert into b values (1);", "")}, heard_by(listener)),
      ExecutionError);
  CHECK(listener.heard.back() == "1: 1 of 2, 23 of 49");
}
