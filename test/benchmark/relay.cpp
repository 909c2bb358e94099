#include "relay.hpp"

#include <array>
#include <cerrno>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <string>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>

namespace rung::benchmark {
namespace {

using Clock = std::chrono::steady_clock;

int checked(int result) {
  if (result < 0) throw std::system_error(errno, std::generic_category(), "relay");
  return result;
}

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

void send_at_once(int socket) {
  const int yes = 1;
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
}

/// One direction of a connection: a thread takes what arrives, another gives it away when it is due.
class Pipe {
 public:
  Pipe(int from, int to, std::chrono::microseconds delay, std::function<void()> arrived)
      : from_(from), to_(to), delay_(delay), arrived_(std::move(arrived)) {}
  void start() {
    taker_ = std::thread([this] { take(); });
    giver_ = std::thread([this] { give(); });
  }
  void join() {
    taker_.join();
    giver_.join();
  }

 private:
  struct Chunk {
    Clock::time_point due;
    std::string bytes;
  };

  void take() {
    std::array<char, 65536> block{};
    for (;;) {
      const ssize_t size = read(from_, block.data(), block.size());
      if (size > 0) arrived_();
      const std::lock_guard lock(mutex_);
      chunks_.push_back(
          {Clock::now() + delay_, {block.data(), size > 0 ? static_cast<std::size_t>(size) : 0}});
      changed_.notify_one();
      if (size <= 0) return;
    }
  }

  Chunk next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !chunks_.empty(); });
    Chunk chunk = std::move(chunks_.front());
    chunks_.pop_front();
    return chunk;
  }

  void give() {
    for (;;) {
      const Chunk chunk = next();
      std::this_thread::sleep_until(chunk.due);
      if (chunk.bytes.empty()) break;
      std::size_t sent = 0;
      while (sent < chunk.bytes.size()) {
        const ssize_t size = send(to_, chunk.bytes.data() + sent, chunk.bytes.size() - sent, MSG_NOSIGNAL);
        if (size < 0) break;
        sent += static_cast<std::size_t>(size);
      }
    }
    shutdown(to_, SHUT_WR);
  }

  int from_;
  int to_;
  std::chrono::microseconds delay_;
  std::function<void()> arrived_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Chunk> chunks_;
  std::thread taker_;
  std::thread giver_;
};

}  // namespace

class Relay::Connection {
 public:
  Connection(int client, std::uint16_t server_port, std::chrono::microseconds delay,
             std::atomic<std::size_t>& round_trips)
      : client_(client),
        server_(checked(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))),
        up_(client_, server_, delay / 2,
            [this, &round_trips] { round_trips += answered_.exchange(false) ? 1U : 0U; }),
        down_(server_, client_, delay / 2, [this] { answered_ = true; }) {
    const sockaddr_in address = loopback(server_port);
    checked(connect(server_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)));
    send_at_once(client_);
    send_at_once(server_);
    up_.start();
    down_.start();
  }
  ~Connection() {
    shutdown(client_, SHUT_RDWR);
    shutdown(server_, SHUT_RDWR);
    up_.join();
    down_.join();
    close(client_);
    close(server_);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

 private:
  int client_;
  int server_;
  std::atomic<bool> answered_{true};
  Pipe up_;
  Pipe down_;
};

Relay::Relay(std::uint16_t server_port, std::chrono::milliseconds delay)
    : server_port_(server_port),
      delay_(delay),
      listener_(checked(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))) {
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof(address);
  checked(bind(listener_, reinterpret_cast<const sockaddr*>(&address), size));
  checked(listen(listener_, SOMAXCONN));
  checked(getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size));
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { run(); });
}

Relay::~Relay() {
  shutdown(listener_, SHUT_RDWR);
  thread_.join();
  close(listener_);
}

void Relay::run() {
  for (;;) {
    const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) return;
    connections_.emplace_back(client, server_port_, delay_, round_trips_);
  }
}

}  // namespace rung::benchmark
