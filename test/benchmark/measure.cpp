#include "measure.hpp"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>

#include <poll.h>
#include <spawn.h>

namespace rung::benchmark {
namespace {

using Clock = std::chrono::steady_clock;

/// Where programs write their errors.
class ErrorFile {
 public:
  ErrorFile() : file_(mkstemp(name_.data())) {}
  ~ErrorFile() {
    close(file_);
    unlink(name_.c_str());
  }
  ErrorFile(const ErrorFile&) = delete;
  ErrorFile& operator=(const ErrorFile&) = delete;

  [[nodiscard]] int file() const noexcept { return file_; }
  [[nodiscard]] std::string last_line() const {
    std::ifstream in(name_);
    std::string last;
    for (std::string line; std::getline(in, line);) {
      if (!line.empty()) last = line;
    }
    return last.substr(0, 200);
  }

 private:
  std::string name_ = "/tmp/rung-benchmark-XXXXXX";
  int file_;
};

pid_t start(const Words& command, int error_file) {
  std::vector<char*> arguments;
  arguments.reserve(command.size() + 1);
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&files, error_file, STDERR_FILENO);
  pid_t process = 0;
  const int failure = posix_spawnp(&process, arguments[0], &files, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  if (failure != 0) throw std::system_error(failure, std::generic_category(), command.front());
  return process;
}

Seconds seconds(const timeval& time) {
  return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
}

/// False if it has not ended by then.
bool ends_in_time(pid_t process, Clock::time_point start) {
  // By its number from the kernel's table: the C library has no name for it before 2.36 (pidfd_open(2)).
  pollfd end{static_cast<int>(syscall(SYS_pidfd_open, process, 0)), POLLIN, 0};
  if (end.fd < 0) throw std::system_error(errno, std::generic_category(), "pidfd_open");
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(start + most_time - Clock::now());
  const bool ended = poll(&end, 1, static_cast<int>(std::max<std::int64_t>(left.count(), 0))) == 1;
  close(end.fd);
  return ended;
}

Measured wait_for(pid_t process, Clock::time_point start, const ErrorFile& errors) {
  int status = 0;
  rusage used{};
  const bool in_time = ends_in_time(process, start);
  if (!in_time) kill(process, SIGKILL);
  while (wait4(process, &status, 0, &used) < 0 && errno == EINTR) {
  }
  Measured measured;
  measured.wall = Clock::now() - start;
  measured.cpu = seconds(used.ru_utime) + seconds(used.ru_stime);
  measured.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  if (measured.exit_code != 0) measured.complaint = errors.last_line();
  if (!in_time) measured.complaint = "not done after 5 minutes";
  return measured;
}

std::uint64_t anonymous_kb(pid_t process) {
  std::ifstream status("/proc/" + std::to_string(process) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind("RssAnon:", 0) == 0) return std::stoull(line.substr(8));
  }
  return 0;
}

}  // namespace

Measured run(const Words& command) {
  const ErrorFile errors;
  const auto begin = Clock::now();
  return wait_for(start(command, errors.file()), begin, errors);
}

Watched run_watched(const Words& command, const std::function<pid_t()>& find_server) {
  const ErrorFile errors;
  const auto begin = Clock::now();
  const pid_t process = start(command, errors.file());
  std::atomic<bool> ended{false};
  Watched watched;
  std::thread watcher([&] {
    pid_t server = 0;
    while (!ended) {
      watched.client_kb = std::max(watched.client_kb, anonymous_kb(process));
      if (server == 0) server = find_server();
      if (server != 0) {
        const std::uint64_t now = anonymous_kb(server);
        watched.server_kb = std::max(watched.server_kb, now);
        // A client may open one session after the other.
        if (now == 0) server = 0;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  });
  watched.measured = wait_for(process, begin, errors);
  ended = true;
  watcher.join();
  return watched;
}

CrowdResult run_crowd(const Words& command, std::size_t count) {
  const ErrorFile errors;
  const auto begin = Clock::now();
  std::vector<pid_t> processes;
  for (std::size_t i = 0; i < count; ++i) processes.push_back(start(command, errors.file()));
  CrowdResult result;
  for (const pid_t process : processes)
    result.failed += wait_for(process, begin, errors).exit_code == 0 ? 0 : 1;
  result.wall = Clock::now() - begin;
  return result;
}

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

}  // namespace rung::benchmark
