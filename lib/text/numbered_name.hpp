#pragma once

#include <optional>
#include <string_view>

#include "text/file_format.hpp"

namespace rung::text {

/// `0007_add_index.sql`, as goose, dbmate and those who only go forward call their files. What is in the
/// first of them tells which format it is.
std::optional<FileName> read_numbered_name(std::string_view path, Part part);

}  // namespace rung::text
