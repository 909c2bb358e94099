#pragma once

// The one database that an engine of the benchmark links.

#include <rung/database.hpp>

#ifdef RUNG_BENCHMARK_POSTGRESQL
#include <soci/postgresql/soci-postgresql.h>

#include <rung/backend/postgresql.hpp>
#else
#include <soci/sqlite3/soci-sqlite3.h>

#include <rung/backend/sqlite3.hpp>
#endif

namespace rung::benchmark {

#ifdef RUNG_BENCHMARK_POSTGRESQL
inline const soci::backend_factory& factory() { return soci::postgresql; }
inline Database database(soci::session& sql) { return backend::postgresql(sql); }
#else
inline const soci::backend_factory& factory() { return soci::sqlite3; }
inline Database database(soci::session& sql) { return backend::sqlite3(sql); }
#endif

}  // namespace rung::benchmark
