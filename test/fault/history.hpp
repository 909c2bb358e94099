#pragma once

#include <string>

#include <rung/catalog_state.hpp>
#include <rung/migration_set.hpp>
#include <rung/version.hpp>

namespace rung::test {

/// Six migrations with every kind of segment: wrapped, own and none; a routine, a trigger, a table rebuild
/// with children.
MigrationSet every_kind();

/// What a database that is in this state must hold (SqliteFile::dump): found out by walking there
/// undisturbed.
std::string dump_of(const CatalogState& state);
std::string dump_at(Version version);

}  // namespace rung::test
