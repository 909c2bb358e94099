#pragma once

#include <vector>

#include <rung/schema.hpp>

#include "backend/sqlite3/catalog.hpp"

namespace rung::sqlite {

/// Adds a table, and everything that hangs on it but its triggers, to the objects. The catalog is asked for
/// the primary keys of its parents.
void add_table(const CatalogTable& table, const Catalog& catalog, std::vector<SchemaObject>& objects);

}  // namespace rung::sqlite
