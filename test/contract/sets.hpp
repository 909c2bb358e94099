#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <rung/migration_set.hpp>

namespace rung::test {

using Migrations = std::vector<Migration>;

/// Each creates a table `t<version>` with a row in it; its down drops the table. Inclusive.
Migrations tables(std::int64_t first, std::int64_t last);
/// The same of a plug-in's own: `plugin<version>`, so that both can stand beside each other.
Migrations plugin_tables(std::int64_t first, std::int64_t last);
/// The first makes a table `t1`, each of the others adds a row to it; so there may be many in one
/// transaction.
Migrations one_table_and_rows(std::int64_t count);
/// One of the tables, on which a program as old as `oldest_reader` can work.
Migrations readable_since(std::int64_t version, std::int64_t oldest_reader);

/// One migration of these texts.
Migrations script(std::int64_t version, const std::string& up, const std::string& down,
                  Transaction transaction = Transaction::wrapped);
/// One whose only statement every database refuses.
Migrations broken(std::int64_t version);
/// One written in C++, with a down that does nothing.
Migrations routine(std::int64_t version, RoutineFunction function);
/// One with no way back.
Migrations irreversible(std::int64_t version, const std::string& reason);

Migrations operator+(Migrations first, const Migrations& more);

/// The programs of the scenarios in the contract: v1.4 knows 1 … 30, v2.0 and its repair v2.0.1 know 1 … 40.
MigrationSet v1_4();
MigrationSet v2_0();
MigrationSet v2_0_1();

}  // namespace rung::test
