#include "testing/seeding/seeder.hpp"

#include "testing/seeding/round.hpp"
#include "testing/seeding/table_shape.hpp"

namespace rung::testing {

FillOutcome Seeder::fill(const Schema& schema) {
  for (auto& [table, filled] : filled_) filled.by_last_fill = false;
  const seeding::SchemaShape shape = seeding::shape_of(schema, ports_->dialect().name);
  return seeding::Round(*ports_, shape, filled_).fill();
}

void Seeder::distrust_last_fill() {
  for (auto& [table, filled] : filled_)
    if (filled.by_last_fill) filled.signature.clear();
}

}  // namespace rung::testing
