#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include <rung/migration_set.hpp>
#include <rung/schema.hpp>
#include <rung/testing/symmetry.hpp>

#include "testing/row_image.hpp"
#include "testing/seeding/seeder.hpp"

namespace rung::testing {

/// What a database looks like.
struct Sight {
  Schema schema;
  RowImage rows;
};

/// Moves a scratch database over a set, one migration at a time, and fills it.
class Climber {
 public:
  /// Borrows the database and the options; takes the set without its releases and initial script.
  Climber(const MigrationSet& set, ThrowawayDatabase& database, const SymmetryOptions& options);

  [[nodiscard]] const MigrationSet& set() const noexcept { return set_; }

  /// From base, or from where it is, until `count` migrations are applied, with the seeds on the way. Throws
  /// Error.
  void climb_to(std::size_t count);
  /// The next migration. Throws Error, and then stays where it was.
  void up();
  /// The last one back. Throws Error, and then is nowhere in particular: `start_over`.
  void down();
  /// From base to this height in a fresh database.
  void start_over(std::size_t count);

  /// Generates rows, which the next down may take away with their tables. `schema` is what stands there.
  FillOutcome generate_rows(const Schema& schema);
  /// The next rows are generated as if the last ones had not been: a down may have taken their values away.
  void distrust_last_rows() { seeder_->distrust_last_fill(); }
  /// The same, behind the seeds up to this version that were not planted yet. The climber does not go below
  /// this version again.
  FillOutcome fill(const Schema& schema);

  [[nodiscard]] Schema schema();
  [[nodiscard]] RowImage rows(const Schema& schema);
  [[nodiscard]] Sight look();

 private:
  Database& database() { return fresh_ == nullptr ? first_->database() : fresh_->database(); }
  void up_to(std::size_t count);
  /// The seeds for versions up to the one that is reached.
  FillOutcome::Rows plant_seeds();

  MigrationSet set_;
  ThrowawayDatabase* first_;
  std::unique_ptr<ThrowawayDatabase> fresh_;  ///< In place of the first, behind `start_over`.
  std::unique_ptr<Seeder> seeder_;
  std::vector<const Seed*> seeds_;  ///< Ascending by version.
  std::size_t seeds_planted_ = 0;
  std::size_t applied_ = 0;
};

}  // namespace rung::testing
