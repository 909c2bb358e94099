#pragma once

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include <rung/migration.hpp>
#include <rung/testing.hpp>

namespace rung::test {

/// The databases that a walk can be made in here.
std::vector<std::string> scratch_backends();
testing::ThrowawayDatabase scratch_of(const std::string& backend);
/// A role of the shared PostgreSQL server that may create databases, and no more.
std::string scratch_url();

/// "version name | sentence" of every finding that nobody accepted.
std::vector<std::string> findings(const testing::SymmetryReport& report);
/// "version name" of every finding that nobody accepted.
std::vector<std::string> finding_names(const testing::SymmetryReport& report);

/// How a table is called in reports: `public.job` on PostgreSQL.
std::string called(const std::string& backend, const std::string& name);

/// A migration of one script up and one down.
Migration step(std::int64_t version, const std::string& up, const std::string& down);

}  // namespace rung::test

/// Makes the rest of a test case run once for each backend, with an empty database.
#define RUNG_FOR_EACH_SCRATCH(backend, database)                                    \
  const std::string backend = GENERATE(from_range(rung::test::scratch_backends())); \
  INFO("backend: " << (backend));                                                   \
  rung::testing::ThrowawayDatabase database = rung::test::scratch_of(backend)
