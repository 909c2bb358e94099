#include "process/attack.hpp"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <utility>

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "process/engine.hpp"

namespace rung::test {
namespace {

constexpr std::size_t steps = engine_newest;
constexpr std::size_t none = steps;
const std::vector<std::string> nothing;

bool begins_with(const std::string& text, std::string_view part) { return text.rfind(part, 0) == 0; }

/// What an engine's last message says of the database; empty if it says nothing.
std::string claim_in(const std::string& err) {
  constexpr std::string_view before = "\nstate: ";
  const std::size_t at = err.rfind(before);
  if (at == std::string::npos) return {};
  const std::size_t begin = at + before.size();
  return err.substr(begin, err.find('\n', begin) - begin);
}

std::size_t outside_step(const RestorableDatabase& database, bool up) {
  if (database.dialect() != Dialect::postgresql) return none;
  const std::size_t version = engine_outside_version;
  return up ? version - 1 : steps - version;
}

}  // namespace

std::uint64_t setting(const char* name, std::uint64_t otherwise) {
  const char* const text = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nothing sets it
  return text == nullptr ? otherwise : std::stoull(text);
}

Attack::Attack(RestorableDatabase& database, Work work, Blow blow, std::uint64_t seed)
    : database_(&database),
      work_(std::move(work)),
      blow_(std::move(blow)),
      random_(seed),
      environment_{fmt::format("ROWS={}", blow_.rows)},
      outside_step_(outside_step(database, goes_up())),
      timeline_(undisturbed()),
      picture_(picture()) {}

std::vector<std::string> Attack::engine_with(const std::vector<std::string>& command) const {
  return engine(database_->url(), command);
}

Timeline Attack::undisturbed() {
  if (!goes_up()) REQUIRE(run(engine_with(work_.prepare), environment_).exit_code == 0);
  database_->remember();
  steps_before_ = database_->steps_done().size();
  Timeline timeline(engine_with(work_.command), environment_, work_.step, steps);
  INFO(timeline.ended().err);
  REQUIRE(timeline.ended().exit_code == 0);
  return timeline;
}

std::string Attack::picture() {
  return fmt::format("{}\n{}\n{}\n{}", database_->dump(), database_->version_row(),
                     database_->dump_of_its_tool(), fmt::join(database_->steps_done(), ", "));
}

void Attack::strike(std::uint64_t wanted, Tally& tally) {
  const std::uint64_t inside_wanted = (wanted * 8 + 9) / 10;
  Tally here;
  while (here.struck < wanted) strike_once(here, draw_moment(here));
  while (here.inside < inside_wanted && here.struck < wanted * 5) strike_once(here, draw_moment_inside());
  CHECK(here.inside >= inside_wanted);
  tally.struck += here.struck;
  tally.inside += here.inside;
  tally.outside_a_transaction += here.outside_a_transaction;
  tally.in_doubt += here.in_doubt;
}

/// Every second one, where a step outside a transaction takes its time: there a run can be cut off in ways of
/// its own. Down it takes none.
Timeline::Moment Attack::draw_moment(const Tally& tally) {
  const std::uint64_t every = goes_up() ? 2 : 4;
  const bool is_outside = outside_step_ != none && tally.struck % every == 0;
  return is_outside ? timeline_.draw_in(outside_step_, random_) : timeline_.draw(random_);
}

/// In any of the steps, all alike: if the machine stalled while the timeline was made, most of its time is in
/// one place, which another program is through at once.
Timeline::Moment Attack::draw_moment_inside() {
  return timeline_.draw_in(std::uniform_int_distribution<std::size_t>(1, steps - 1)(random_), random_);
}

void Attack::strike_once(Tally& tally, const Timeline::Moment& moment) {
  database_->go_back();
  Subprocess engine(engine_with(work_.command), environment_);
  timeline_.wait_for(moment, engine);
  blow_.strike(engine);
  const Ended ended = engine.wait();
  blow_.mend();
  const std::size_t printed = count_of(work_.step, ended.out);
  INFO(fmt::format("{} when {} steps were printed; it ended with {}: {}", blow_.name, printed,
                   ended.exit_code, ended.err));
  tally.struck += 1;
  tally.inside += printed > 0 && printed < steps ? 1 : 0;
  tally.outside_a_transaction += database_->steps_running() > 0 ? 1 : 0;
  // A server may still be at the work of a program that is gone. Then the next one must wait for it; or a
  // person does, and looks.
  const bool is_patient = std::uniform_int_distribution<int>(0, 1)(random_) == 0;
  if (is_patient || ended.signal == 0) database_->sessions().wait_until_alone();
  if (!database_->has_sessions()) check_what_is_left(ended, tally);
  check_next_engine();
}

void Attack::check_what_is_left(const Ended& ended, Tally& tally) {
  CHECK(database_->damage() == nothing);
  const std::size_t done = database_->steps_done().size() - steps_before_;
  const auto moved = static_cast<std::int64_t>(done);
  CHECK(database_->head() == (goes_up() ? moved : engine_newest - moved));
  check_steps_done(done, count_of(work_.step, ended.out));
  if (ended.signal == 0) check_claim(ended, done, tally);
}

/// Whole transactions. A step in one is printed before that is committed; one outside, behind its end.
void Attack::check_steps_done(std::size_t done, std::size_t printed) const {
  CHECK(done <= printed + 1);
  if (work_.commits == Work::Commits::each_step) {
    CHECK(done + 1 >= printed);
  } else {
    CHECK((done == 0 || done == outside_step_ || done == outside_step_ + 1 || done == steps));
  }
}

void Attack::check_claim(const Ended& ended, std::size_t done, Tally& tally) {
  constexpr int failed = 5;
  constexpr int no_connection = 8;
  if (ended.exit_code == 0) {
    CHECK(done == steps);
    return;
  }
  CHECK((ended.exit_code == failed || ended.exit_code == no_connection));
  const std::string claim = claim_in(ended.err);
  if (claim == "untouched" || (claim.empty() && ended.exit_code == no_connection)) {
    CHECK(done == 0);
  } else if (begins_with(claim, "at ")) {
    const std::int64_t head = database_->head();
    CHECK(claim == (head == 0 ? "at base" : fmt::format("at version {}", head)));
    CHECK(outside_index().size() == (head >= engine_outside_version ? 1 : 0));
  } else if (begins_with(claim, "partly applied: ")) {
    check_partly_applied(claim);
  } else {
    CHECK(begins_with(claim, "unknown"));
    tally.in_doubt += 1;
  }
}

/// The index is made by the first of two statements, and dropped by the only one.
void Attack::check_partly_applied(const std::string& claim) {
  const std::int64_t below = goes_up() ? engine_outside_version - 1 : engine_outside_version;
  CHECK(database_->head() == below);
  CHECK(claim == fmt::format("partly applied: 1 of {} statements of the {} {}, on top of version {}",
                             goes_up() ? 2 : 1, goes_up() ? "upgrade to" : "downgrade from",
                             engine_outside_version, below));
  CHECK(outside_index() == (goes_up() ? std::vector<std::string>{"t"} : nothing));
}

std::vector<std::string> Attack::outside_index() {
  return database_->rows("select indisvalid from pg_index where indexrelid = to_regclass('event_digest')");
}

void Attack::check_next_engine() {
  const Ended ended = run(engine_with(work_.command), environment_);
  INFO("the next one ended with " << ended.exit_code << ": " << ended.err);
  CHECK(ended.exit_code == 0);
  CHECK(database_->damage() == nothing);
  CHECK(database_->steps_running() == 0);
  CHECK(picture() == picture_);
}

void attack(RestorableDatabase& database, const Blow& blow, Way way, std::uint64_t wanted) {
  const std::uint64_t seed = setting("RUNG_TEST_SEED", std::random_device{}());
  INFO("RUNG_TEST_SEED=" << seed);
  Tally tally;
  for (const auto commits : {Work::Commits::as_few_as_possible, Work::Commits::each_step}) {
    const std::uint64_t here = commits == Work::Commits::each_step ? wanted / 2 : wanted - wanted / 2;
    if (here == 0) continue;
    Work work{{}, {"upgrade"}, "up   ", commits};
    if (way == Way::down) work = {{"upgrade"}, {"downgrade", "--to", "base"}, "down ", commits};
    if (commits == Work::Commits::each_step)
      work.command.insert(work.command.end(), {"--transaction", "step"});
    Attack(database, work, blow, seed).strike(here, tally);
    database.go_back();
  }
  std::cout << fmt::format(
      "{}, {}: {} of {} between the first step and the last, {} of them in a step outside a transaction, {} "
      "in doubt "
      "(RUNG_TEST_SEED={})\n",
      blow.name, way == Way::up ? "up" : "down", tally.inside, tally.struck, tally.outside_a_transaction,
      tally.in_doubt, seed);
}

}  // namespace rung::test
