#pragma once

#include <rung/check.hpp>

#include "service/catalog_reader.hpp"

namespace rung {

/// One look at how the reader's set stands to its database: see `check`.
Status look(CatalogReader& reader);

}  // namespace rung
