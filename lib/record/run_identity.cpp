#include "record/run_identity.hpp"

#include <array>
#include <random>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

namespace rung {

RunIdentity new_run(Program program, Version newest) {
  std::random_device random;
  std::array<char, 256> host{};
  // A name that does not fit is cut, and the last byte stays NUL.
  if (gethostname(host.data(), host.size() - 1) != 0) host.front() = '\0';
  return {fmt::format("{:08x}{:08x}", random(), random()), host.data(), getpid(), std::move(program), newest};
}

}  // namespace rung
