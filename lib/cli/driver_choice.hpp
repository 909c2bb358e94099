#pragma once

#include <string>
#include <vector>

#include <rung/cli.hpp>

namespace rung::cli {

/// The driver that knows the URL's scheme. Throws ConnectionError, which names the schemes that there are,
/// and shows of the URL its scheme alone.
const Driver& driver_for(const std::string& url, const std::vector<Driver>& drivers);

/// What a URL looks like, for each driver that says: "sqlite:app.db or postgres://…".
std::string example_urls(const std::vector<Driver>& drivers);

}  // namespace rung::cli
