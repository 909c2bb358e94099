#pragma once

#include <string_view>

namespace rung::cli {

/// Writes to stderr at once, past every buffer. What cannot be written is lost: there is nobody to tell.
void write_error_output(std::string_view text) noexcept;

}  // namespace rung::cli
