#include "testing/seeding/seeder.hpp"

#include "testing/seeding/round.hpp"
#include "testing/seeding/table_shape.hpp"

namespace rung::testing {

FillOutcome Seeder::fill(const Schema& schema) {
  const seeding::SchemaShape shape = seeding::shape_of(schema, ports_->dialect().name);
  return seeding::Round(*ports_, shape, filled_).fill();
}

}  // namespace rung::testing
