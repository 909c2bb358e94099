#pragma once

#include <string>

#include "embed/request.hpp"

namespace rung::embed {

/// What the generated source depends on, in make's language: the folder and those in it, so that a file which
/// comes or goes is noticed, and every file.
std::string depfile(const Request& request);

}  // namespace rung::embed
