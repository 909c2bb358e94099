#pragma once

#include <exception>
#include <stdexcept>
#include <unistd.h>

namespace rung::test {

/// While it lives, this process may read no more than its files' permissions say: root, who may read all, is
/// somebody else meanwhile. Everybody else stays who they are.
class PlainUser {
 public:
  PlainUser() : was_root_(geteuid() == 0) {
    constexpr uid_t nobody = 65534;
    if (was_root_ && seteuid(nobody) != 0) throw std::runtime_error("root may not become somebody else");
  }
  ~PlainUser() {
    if (was_root_ && seteuid(0) != 0) std::terminate();
  }
  PlainUser(const PlainUser&) = delete;
  PlainUser& operator=(const PlainUser&) = delete;

 private:
  bool was_root_;
};

}  // namespace rung::test
