#include "symmetry.hpp"

#include <string>

#include "schema.hpp"

namespace job_queue {

rung::testing::SymmetryOptions symmetry_options(rung::Dialect dialect) {
  rung::testing::SymmetryOptions options;
  if (schema::version < 37) return options;
  // The proof writes hosts into the columns that 36 adds, and the way back from 37 empties them.
  const std::string worker = dialect == rung::Dialect::postgresql ? "public.worker" : "worker";
  const std::string reason = "no program writes a host or a port before 37 has filled them";
  options.accept = {{37, "rows of " + worker + ".host", reason}, {37, "rows of " + worker + ".port", reason}};
  return options;
}

}  // namespace job_queue
