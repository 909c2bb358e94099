#pragma once

#include <rung/check.hpp>

#include "service/catalog_reader.hpp"

namespace rung {

/// One look at how the reader's set stands to its database: see `check`.
Status look(CatalogReader& reader);

/// The same of what was read before.
Status status_of(const CatalogReader& reader, const Situation& situation);

}  // namespace rung
