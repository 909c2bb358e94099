#pragma once

#include <string_view>

namespace rung {

/// The version of the library that is linked, as `MAJOR.MINOR.PATCH` (https://semver.org). Never throws.
std::string_view version() noexcept;

}  // namespace rung
