#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace rung::testing::seeding {

/// Texts that match a pattern if it is a regular expression, LIKE's or GLOB's: which of them it is only its
/// user knows, so all readings are answered. Another choice is taken wherever there is one for each
/// `variation`. Empty for a text without any sign of a pattern; regular expressions that look around or back
/// have no text by that reading.
std::vector<std::string> matches_of(std::string_view pattern, std::size_t variation);

}  // namespace rung::testing::seeding
