#pragma once

#include <string>

#include <rung/migration_set.hpp>

#include "embed/request.hpp"

namespace rung::embed {

/// The header that declares the function which returns the set.
std::string header_text(const Request& request);

/// The source with the tables of `set`, which was read from the request's folder. Throws what TextBlob
/// throws.
std::string source_text(const Request& request, const MigrationSet& set);

}  // namespace rung::embed
