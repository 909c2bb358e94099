#include <rung/library_version.hpp>

namespace rung {

std::string_view version() noexcept { return RUNG_VERSION; }

}  // namespace rung
