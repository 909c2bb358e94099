#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rung::postgresql {

/// `"d\0061t\+000061"`, as it stands behind `U&`, as a plain quoted name: `"data"`. Nothing if an escape is
/// none, or is half of a surrogate pair.
std::optional<std::string> unescaped_name(std::string_view quoted);

}  // namespace rung::postgresql
