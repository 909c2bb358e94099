#pragma once

#include <string_view>
#include <vector>

namespace rung {

/// The candidate that a person most likely meant by `word`: fewest edits (a swap of neighbours is one),
/// compared without case; of several, the last, which is the newest of a list of releases. Empty if nothing
/// is within a third of the word's length, and at least one edit, of it.
std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace rung
