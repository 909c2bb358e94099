#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <list>
#include <mutex>
#include <thread>

namespace rung::benchmark {

/// A slow network on loopback: stands between programs and a server, passes bytes on as they are, counts
/// round trips, and makes each take so much longer. Half of the delay is added in each direction; as much may
/// be on its way as there is, so that a long message is delayed once, and not for each of its packets.
class Relay {
 public:
  /// Listens at a free port of 127.0.0.1, and connects to this one.
  Relay(std::uint16_t server_port, std::chrono::milliseconds delay);
  ~Relay();
  Relay(const Relay&) = delete;
  Relay& operator=(const Relay&) = delete;

  [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
  /// How often a client has said something behind an answer, since the last call: log-in included.
  std::size_t take_round_trips() noexcept { return round_trips_.exchange(0); }

 private:
  class Connection;

  void run();

  std::uint16_t server_port_;
  std::chrono::milliseconds delay_;
  std::uint16_t port_ = 0;
  int listener_;
  std::atomic<std::size_t> round_trips_{0};
  std::list<Connection> connections_;
  std::thread thread_;
};

}  // namespace rung::benchmark
