#include <rung/standing.hpp>

namespace rung {

std::string_view to_string(Standing standing) noexcept {
  switch (standing) {
    case Standing::interrupted:
      return "interrupted";
    case Standing::migrating:
      return "migrating";
    case Standing::diverged:
      return "diverged";
    case Standing::ahead:
      return "ahead";
    case Standing::ahead_compatible:
      return "ahead_compatible";
    case Standing::held:
      return "held";
    case Standing::behind:
      return "behind";
    case Standing::current:
      return "current";
    case Standing::empty:
      break;
  }
  return "empty";
}

}  // namespace rung
