#pragma once

#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace rung::test {

/// How a program ended.
struct Ended {
  int exit_code = -1;  ///< -1 if a signal ended it.
  int signal = 0;      ///< 0 if it ended by itself.
  std::string out;
  std::string err;
};

/// A program that runs beside the test, and is killed with it. Its standard input is empty.
class Subprocess {
 public:
  /// `arguments` begin with the program's path. `environment` ("NAME=value") is added to the test's own,
  /// which is handed on without DATABASE_URL. Throws std::runtime_error if it cannot be started.
  explicit Subprocess(const std::vector<std::string>& arguments,
                      const std::vector<std::string>& environment = {});
  ~Subprocess();
  Subprocess(const Subprocess&) = delete;
  Subprocess& operator=(const Subprocess&) = delete;

  [[nodiscard]] pid_t pid() const noexcept { return pid_; }
  void send(int signal) const;

  /// Reads until standard output (or error) holds `text` that often. False if the program ended before it
  /// did.
  bool prints(std::string_view text, std::size_t times = 1);
  bool complains(std::string_view text);

  /// Reads to the end, and waits for it.
  Ended wait();

 private:
  struct Stream {
    int file = -1;
    std::string text;
  };

  /// Reads what comes next from either; false when both are closed.
  bool read_some();
  static void take(Stream& stream);

  pid_t pid_ = -1;
  Stream out_;
  Stream err_;
};

/// Runs a program to its end.
Ended run(const std::vector<std::string>& arguments, const std::vector<std::string>& environment = {});

}  // namespace rung::test
