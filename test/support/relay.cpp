#include "support/relay.hpp"

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string_view>
#include <sys/socket.h>
#include <sys/un.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include <poll.h>

namespace rung::test {
namespace {

/// How often the relay looks whether it is to end.
constexpr int look_again_ms = 20;

int checked(int result) {
  if (result < 0) throw std::system_error(errno, std::generic_category(), "relay");
  return result;
}

sockaddr_un socket_address(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof(address.sun_path)) throw std::runtime_error("too long for a socket: " + path);
  path.copy(static_cast<char*>(address.sun_path), path.size());
  return address;
}

int open_socket() { return checked(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)); }

int listen_at(const std::string& path) {
  const int file = open_socket();
  const sockaddr_un address = socket_address(path);
  checked(bind(file, reinterpret_cast<const sockaddr*>(&address), sizeof(address)));
  checked(listen(file, SOMAXCONN));
  return file;
}

int connect_to(const std::string& path) {
  const int file = open_socket();
  const sockaddr_un address = socket_address(path);
  checked(connect(file, reinterpret_cast<const sockaddr*>(&address), sizeof(address)));
  return file;
}

/// False if the other side is gone.
bool send_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(file, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

/// The messages of one direction, put together again from what arrives.
class Messages {
 public:
  /// A program's first message has no type.
  explicit Messages(std::size_t type_size) : type_size_(type_size) {}

  void add(std::string_view bytes) { bytes_.append(bytes); }

  /// The next whole message, with type and length; empty if there is none yet. Valid until the next call of
  /// `add`.
  std::string_view next() {
    const std::string_view rest = std::string_view(bytes_).substr(begin_);
    if (rest.size() < type_size_ + 4) return forget();
    std::uint32_t length = 0;
    for (std::size_t i = 0; i < 4; ++i)
      length = length << 8U | static_cast<unsigned char>(rest[type_size_ + i]);
    if (rest.size() < type_size_ + length) return forget();
    begin_ += type_size_ + length;
    const std::string_view message = rest.substr(0, type_size_ + length);
    type_size_ = 1;
    return message;
  }

 private:
  std::string_view forget() {
    bytes_.erase(0, std::exchange(begin_, 0));
    return {};
  }

  std::string bytes_;
  std::size_t begin_ = 0;
  std::size_t type_size_;
};

/// The SQL of a Query or a Parse message; empty for others.
std::string_view sql_of(std::string_view message) {
  constexpr std::size_t head = 5;
  if (message[0] != 'Q' && message[0] != 'P') return {};
  std::string_view text = message.substr(head);
  // A statement's name stands before it.
  if (message[0] == 'P') text.remove_prefix(text.find('\0') + 1);
  return text.substr(0, text.find('\0'));
}

}  // namespace

/// A program's connection, and the relay's own to the server.
class Relay::Connection {
 public:
  Connection(Relay& relay, int client)
      : relay_(&relay), client_(client), server_(connect_to(relay.server_socket_)) {}
  ~Connection() {
    close(client_);
    close(server_);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  [[nodiscard]] int client() const noexcept { return client_; }
  [[nodiscard]] int server() const noexcept { return server_; }

  /// Moves on what there is. False if the connection is at its end.
  bool move(int from) {
    std::array<char, 65536> block{};
    const ssize_t size = read(from, block.data(), block.size());
    if (size <= 0) return false;
    const std::string_view bytes(block.data(), static_cast<std::size_t>(size));
    return from == client_ ? take_from_client(bytes) : take_from_server(bytes);
  }

 private:
  bool take_from_client(std::string_view bytes) {
    requests_.add(bytes);
    bool is_first = std::exchange(nothing_yet_, false);
    for (std::string_view message = requests_.next(); !message.empty(); message = requests_.next()) {
      held_.append(message);
      if (std::exchange(is_first, false)) {
        if (!send_held()) return false;
        continue;
      }
      sql_.append(sql_of(message));
      // Until a Query or a Sync the server need not answer.
      if (message[0] != 'Q' && message[0] != 'S' && message[0] != 'X') continue;
      if (message[0] != 'X' && !admit()) return false;
      if (!send_held()) return false;
    }
    return true;
  }

  bool admit() {
    const Verdict verdict = relay_->judge(std::exchange(sql_, {}));
    cuts_answer_ = verdict == Verdict::cut_answer;
    return verdict != Verdict::cut_now;
  }

  bool send_held() { return send_all(server_, std::exchange(held_, {})); }

  bool take_from_server(std::string_view bytes) {
    if (!cuts_answer_) return send_all(client_, bytes);
    answers_.add(bytes);
    for (std::string_view message = answers_.next(); !message.empty(); message = answers_.next()) {
      if (message[0] == 'Z') return false;
    }
    return true;
  }

  Relay* relay_;
  int client_;
  int server_;
  bool nothing_yet_ = true;
  Messages requests_{0};
  Messages answers_{1};
  std::string held_;  ///< Of a request that is not complete.
  std::string sql_;
  bool cuts_answer_ = false;
};

Relay::Relay(const PostgresqlAddress& server)
    : server_socket_(server.folder + "/.s.PGSQL." + server.port),
      listener_(listen_at(folder_.name(std::string(".s.PGSQL.") + port))),
      thread_([this] { run(); }) {}

Relay::~Relay() {
  stopped_ = true;
  thread_.join();
  close(listener_);
}

void Relay::cut_at(std::function<bool(const std::string& sql)> request, Cut cut) {
  const std::lock_guard lock(mutex_);
  cut_request_ = std::move(request);
  cut_ = cut;
  has_cut_ = false;
}

std::vector<std::string> Relay::take_requests() {
  const std::lock_guard lock(mutex_);
  return std::exchange(requests_, {});
}

Relay::Verdict Relay::judge(const std::string& sql) {
  std::this_thread::sleep_for(delay_.load());
  const std::lock_guard lock(mutex_);
  requests_.push_back(sql);
  if (!cut_request_ || !cut_request_(sql)) return Verdict::pass;
  cut_request_ = nullptr;
  has_cut_ = true;
  return cut_ == Cut::before_server ? Verdict::cut_now : Verdict::cut_answer;
}

void Relay::accept() {
  const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
  if (client >= 0) connections_.push_back(std::make_unique<Connection>(*this, client));
}

void Relay::run() {
  while (!stopped_) {
    std::vector<pollfd> files{{listener_, POLLIN, 0}};
    for (const auto& connection : connections_) {
      files.push_back({connection->client(), POLLIN, 0});
      files.push_back({connection->server(), POLLIN, 0});
    }
    if (poll(files.data(), files.size(), look_again_ms) <= 0) continue;
    auto file = files.begin() + 1;
    for (auto connection = connections_.begin(); connection != connections_.end(); file += 2) {
      const bool lives = (file[0].revents == 0 || (*connection)->move(file[0].fd)) &&
                         (file[1].revents == 0 || (*connection)->move(file[1].fd));
      connection = lives ? std::next(connection) : connections_.erase(connection);
    }
    if (files.front().revents != 0) accept();
  }
}

}  // namespace rung::test
