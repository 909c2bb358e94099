// May not migrate: waits for the migrator's work, and says at http://127.0.0.1:PORT/ready how far it is.
//
//   service FILE PORT      PORT 0: any that is free; it is printed
#include <atomic>
#include <iostream>
#include <thread>

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <rung/backend/sqlite3.hpp>
#include <rung/wait.hpp>

#include "schema.hpp"
#include <httplib.h>

namespace {

/// 503 until the schema is there; then 200. `GET /stop` ends the service.
class ReadinessServer {
 public:
  explicit ReadinessServer(int port) {
    server_.Get("/ready", [this](const httplib::Request&, httplib::Response& response) {
      response.status = is_ready_ ? 200 : 503;
      response.set_content(is_ready_ ? "ready\n" : "waiting for the schema\n", "text/plain");
    });
    server_.Get("/stop", [this](const httplib::Request&, httplib::Response&) { server_.stop(); });
    const int bound = port == 0 ? server_.bind_to_any_port("127.0.0.1") : port;
    if (port != 0 && !server_.bind_to_port("127.0.0.1", port)) throw std::runtime_error("the port is taken");
    std::cout << "http://127.0.0.1:" << bound << "/ready" << std::endl;
    thread_ = std::thread([this] { server_.listen_after_bind(); });
  }
  ~ReadinessServer() {
    server_.stop();
    wait();
  }
  ReadinessServer(const ReadinessServer&) = delete;
  ReadinessServer& operator=(const ReadinessServer&) = delete;

  void set_ready() { is_ready_ = true; }
  /// Until somebody stops it.
  void wait() {
    if (thread_.joinable()) thread_.join();
  }

 private:
  httplib::Server server_;
  std::atomic<bool> is_ready_{false};
  std::thread thread_;
};

}  // namespace

int main(int argc, char** argv) try {
  ReadinessServer server(argc > 2 ? std::stoi(argv[2]) : 8080);
  soci::session sql(soci::sqlite3, argc > 1 ? argv[1] : "readiness.db");
  rung::Database database = rung::backend::sqlite3(sql);
  const rung::Status status = rung::wait_until_usable(database, schema());
  std::cout << "the schema is at version " << to_string(status.version) << std::endl;
  server.set_ready();
  server.wait();
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
