#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "support/postgresql_server.hpp"
#include "support/temporary_folder.hpp"

namespace rung::test {

/// Stands between programs and a PostgreSQL server: writes down what is asked, and can cut a connection at a
/// chosen moment. Understands as much of the protocol as that takes
/// (https://www.postgresql.org/docs/current/protocol-message-formats.html).
class Relay {
 public:
  explicit Relay(const PostgresqlAddress& server = shared_postgresql());
  ~Relay();
  Relay(const Relay&) = delete;
  Relay& operator=(const Relay&) = delete;

  /// Where programs find it.
  [[nodiscard]] PostgresqlAddress address() const { return {folder_.name(), port}; }

  /// What a connection is cut at. Both sides then see it closed.
  enum class Cut {
    before_server,  ///< The request does not reach the server.
    before_client,  ///< The server has executed it; its answer does not reach the program.
  };
  /// Cuts the connection at the first request from now on of whose SQL this is true; it is asked on another
  /// thread.
  void cut_at(std::function<bool(const std::string& sql)> request, Cut cut);
  [[nodiscard]] bool has_cut() const { return has_cut_.load(); }

  /// The SQL of each request since the last call: what the client sent before it waited for an answer. So
  /// this is one entry for each round trip, log-in aside.
  std::vector<std::string> take_requests();

  /// Each request from now on takes so much longer, as over a network.
  void delay(std::chrono::milliseconds each) { delay_ = each; }

  static constexpr const char* port = "5432";

 private:
  class Connection;

  void run();
  void accept();
  /// What is to become of a request.
  enum class Verdict { pass, cut_now, cut_answer };
  Verdict judge(const std::string& sql);

  TemporaryFolder folder_;
  std::string server_socket_;
  int listener_;
  std::list<std::unique_ptr<Connection>> connections_;
  std::atomic<bool> has_cut_{false};
  std::atomic<bool> stopped_{false};
  std::atomic<std::chrono::milliseconds> delay_{std::chrono::milliseconds(0)};
  std::mutex mutex_;  ///< Of what follows.
  std::vector<std::string> requests_;
  std::function<bool(const std::string& sql)> cut_request_;
  Cut cut_ = Cut::before_server;
  std::thread thread_;
};

}  // namespace rung::test
