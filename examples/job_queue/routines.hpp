#pragma once

#include <rung/migration_set.hpp>

namespace job_queue {

/// The migrations that were compiled into this program, its functions bound to the steps that are written in
/// C++.
rung::MigrationSet migrations();

}  // namespace job_queue
