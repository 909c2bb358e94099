#pragma once

#include <vector>

#include "support/fault.hpp"

namespace rung::test {

/// Every way in which a connection's call may fail: before its effect or behind it, alone or with all that
/// follow.
inline std::vector<Fault> lost_calls() {
  std::vector<Fault> faults;
  for (const auto effect : {Fault::Effect::none, Fault::Effect::lost_answer}) {
    for (const auto connection :
         {Fault::Connection::survives, Fault::Connection::dies, Fault::Connection::is_known_dead}) {
      faults.push_back({0, effect, connection, Failure::Kind::connection_lost});
    }
  }
  faults.push_back({0, Fault::Effect::none, Fault::Connection::survives, Failure::Kind::unwritable});
  faults.push_back({0, Fault::Effect::none, Fault::Connection::cannot_roll_back, Failure::Kind::unwritable});
  faults.push_back({0, Fault::Effect::rolled_back, Fault::Connection::survives, Failure::Kind::unwritable});
  return faults;
}

}  // namespace rung::test
