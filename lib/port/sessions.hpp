#pragma once

#include <string>
#include <vector>

namespace rung {

/// Who else is connected to this database.
struct OtherSession {
  std::string application;  ///< As it calls itself; may be empty.
  std::string user;
  std::string host;   ///< An address; empty: this machine.
  std::string since;  ///< UTC.
};

/// For engines that tell who is connected.
class Sessions {
 public:
  Sessions() = default;
  virtual ~Sessions() = default;
  Sessions(const Sessions&) = delete;
  Sessions& operator=(const Sessions&) = delete;

  /// All but this one, oldest first. Throws Failure.
  virtual std::vector<OtherSession> others() = 0;
};

}  // namespace rung
