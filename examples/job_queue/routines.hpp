#pragma once

#include <rung/dialect.hpp>
#include <rung/migration_set.hpp>

namespace job_queue {

/// The migrations that were compiled into this program for SQLite or PostgreSQL, its functions bound to the
/// steps that are written in C++: those are the same.
rung::MigrationSet migrations(rung::Dialect dialect);

}  // namespace job_queue
