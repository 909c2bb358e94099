#include "testing/climber.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include <rung/downgrader.hpp>
#include <rung/error.hpp>
#include <rung/read_schema.hpp>
#include <rung/upgrader.hpp>

#include "port/failure.hpp"

namespace rung::testing {
namespace {

constexpr const char* program = "symmetry";

[[noreturn]] void raise(const Failure& failure, const char* doing) {
  throw ConnectionError(fmt::format("{} of the scratch database: {}. Run again", doing, failure.what()),
                        CatalogState::unknown(), Retry::may_help);
}

/// What fails because somebody has cancelled it tells nothing of a migration.
template <typename Move>
void unless_cancelled(Database& database, const Move& move) {
  try {
    move();
  } catch (const ExecutionError&) {
    if (!database.ports().cancelled.load()) throw;
    throw ConnectionError("the walk was cancelled", CatalogState::unknown(), Retry::may_help);
  }
}

}  // namespace

Climber::Climber(const MigrationSet& set, ThrowawayDatabase& database, const SymmetryOptions& options)
    : set_(set.migrations_only()),
      first_(&database),
      seeder_(std::make_unique<Seeder>(database.database().ports())) {
  for (const Seed& seed : options.seeds) seeds_.push_back(&seed);
  std::stable_sort(seeds_.begin(), seeds_.end(),
                   [](const Seed* a, const Seed* b) { return a->version < b->version; });
}

void Climber::climb_to(std::size_t count) {
  for (const Seed* const seed : seeds_) {
    const std::size_t place = set_.count_up_to(seed->version);
    if (place <= applied_ || place >= count) continue;
    up_to(place);
    (void)plant_seeds();
  }
  if (count > applied_) up_to(count);
}

void Climber::up() { up_to(applied_ + 1); }

void Climber::up_to(std::size_t count) {
  UpgradeOptions options;
  options.program = program;
  options.grouping = Grouping::step;
  options.existing_tables = ExistingTables::allow;
  const Target target = Target::version(set_[count - 1].version());
  unless_cancelled(database(), [&] { (void)Upgrader(database(), set_, options).run(target); });
  applied_ = count;
}

void Climber::down() {
  DowngradeOptions options;
  options.program = program;
  options.from = StartingPoint::any_known;
  options.hold = Hold::none;
  unless_cancelled(database(), [&] { (void)Downgrader(database(), set_, options).run(Target::steps(-1)); });
  --applied_;
}

void Climber::start_over(std::size_t count) {
  applied_ = 0;
  seeder_.reset();
  fresh_ = std::make_unique<ThrowawayDatabase>(first_->another());
  seeder_ = std::make_unique<Seeder>(database().ports());
  seeds_planted_ = 0;
  climb_to(count);
}

FillOutcome::Rows Climber::plant_seeds() {
  FillOutcome::Rows rows = FillOutcome::Rows::as_before;
  for (; seeds_planted_ < seeds_.size(); ++seeds_planted_) {
    const Seed& seed = *seeds_[seeds_planted_];
    if (set_.count_up_to(seed.version) > applied_) break;
    rows = FillOutcome::Rows::added;
    Batch batch;
    for (const std::string& statement : seed.statements) batch.add(statement);
    std::size_t done = 0;
    try {
      database().ports().executor().execute(batch, done, [](std::string_view) {});
    } catch (const Failure& failure) {
      throw SourceError(
          fmt::format("the seed of version {} cannot be planted: statement {} of {} failed: {}. "
                      "Mend it: it meets the schema of that version",
                      to_string(seed.version), done + 1, batch.size(), failure.what()));
    }
  }
  return rows;
}

FillOutcome Climber::fill(const Schema& schema) {
  const FillOutcome::Rows planted = plant_seeds();
  FillOutcome outcome = generate_rows(schema);
  if (planted == FillOutcome::Rows::added) outcome.rows = planted;
  return outcome;
}

FillOutcome Climber::generate_rows(const Schema& schema) {
  try {
    return seeder_->fill(schema);
  } catch (const Failure& failure) {
    raise(failure, "filling the tables");
  }
}

Schema Climber::schema() { return read_schema(database()); }

RowImage Climber::rows(const Schema& schema) {
  try {
    return read_rows(database().ports(), schema);
  } catch (const Failure& failure) {
    raise(failure, "reading the rows");
  }
}

Sight Climber::look() {
  Schema schema = this->schema();
  RowImage rows = this->rows(schema);
  return {std::move(schema), std::move(rows)};
}

}  // namespace rung::testing
