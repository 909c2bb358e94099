#include "support/subprocess.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <stdexcept>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

#include <poll.h>
#include <spawn.h>

extern char** environ;  // NOLINT(readability-redundant-declaration): POSIX leaves it to the program

namespace rung::test {
namespace {

[[noreturn]] void fail(int code, const std::string& doing) {
  throw std::system_error(code, std::generic_category(), doing);
}

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

std::vector<std::string> with_own_environment(std::vector<std::string> environment) {
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string text = *variable;
    if (text.rfind("DATABASE_URL=", 0) != 0) environment.push_back(text);
  }
  return environment;
}

/// As C wants it: borrowed, with a null at its end.
std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  pointers.reserve(texts.size() + 1);
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

struct Pipe {
  std::array<int, 2> ends{-1, -1};
  Pipe() {
    if (pipe2(ends.data(), O_CLOEXEC) != 0) fail(errno, "pipe");
  }
};

}  // namespace

Subprocess::Subprocess(const std::vector<std::string>& arguments,
                       const std::vector<std::string>& environment) {
  std::vector<std::string> texts = arguments;
  std::vector<std::string> variables = with_own_environment(environment);
  const Pipe out;
  const Pipe err;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out.ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err.ends[1], STDERR_FILENO);
  const int code = posix_spawn(&pid_, texts.front().c_str(), &actions, nullptr, pointers(texts).data(),
                               pointers(variables).data());
  posix_spawn_file_actions_destroy(&actions);
  close(out.ends[1]);
  close(err.ends[1]);
  out_.file = out.ends[0];
  err_.file = err.ends[0];
  if (code != 0) fail(code, texts.front());
}

Subprocess::~Subprocess() {
  if (pid_ > 0) {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  for (const Stream* const stream : {&out_, &err_}) {
    if (stream->file >= 0) close(stream->file);
  }
}

void Subprocess::send(int signal) const { kill(pid_, signal); }

void Subprocess::take(Stream& stream) {
  std::array<char, 4096> block{};
  const ssize_t size = ::read(stream.file, block.data(), block.size());
  if (size > 0) {
    stream.text.append(block.data(), static_cast<std::size_t>(size));
  } else if (size == 0 || errno != EINTR) {
    close(stream.file);
    stream.file = -1;
  }
}

bool Subprocess::read_some() {
  if (out_.file < 0 && err_.file < 0) return false;
  // A negative file is skipped by poll.
  std::array<pollfd, 2> ready{{{out_.file, POLLIN, 0}, {err_.file, POLLIN, 0}}};
  if (poll(ready.data(), ready.size(), -1) <= 0) return true;
  if (ready[0].revents != 0) take(out_);
  if (ready[1].revents != 0) take(err_);
  return true;
}

bool Subprocess::prints(std::string_view text, std::size_t times) {
  while (count(out_.text, text) < times) {
    if (!read_some()) return false;
  }
  return true;
}

bool Subprocess::complains(std::string_view text) {
  while (count(err_.text, text) == 0) {
    if (!read_some()) return false;
  }
  return true;
}

Ended Subprocess::wait() {
  while (read_some()) {
  }
  int status = 0;
  while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  Ended ended{WIFEXITED(status) ? WEXITSTATUS(status) : -1, WIFSIGNALED(status) ? WTERMSIG(status) : 0,
              out_.text, err_.text};
  return ended;
}

Ended run(const std::vector<std::string>& arguments, const std::vector<std::string>& environment) {
  return Subprocess(arguments, environment).wait();
}

}  // namespace rung::test
