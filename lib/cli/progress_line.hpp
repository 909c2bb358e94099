#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace rung::cli {

/// The last line of a terminal, on stderr. It is painted again several times a second, with the time that has
/// gone by, so that a long statement is no silence; and taken away in the end. Where it is hidden, or stderr
/// is no terminal, nothing happens.
class ProgressLine {
 public:
  enum class Shown { on_a_terminal, never };

  explicit ProgressLine(Shown shown);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  [[nodiscard]] bool is_shown() const noexcept { return is_shown_; }
  /// From the next time that it is painted; it appears with the first text.
  void set(std::string text);
  /// Prints something that stays, above the line.
  void above(const std::function<void()>& print);

 private:
  void keep_painting();
  void paint() const;

  bool is_shown_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::string text_;
  bool ends_ = false;
  std::mutex mutex_;  // Of what is above, and of the terminal.
  std::condition_variable wakes_;
  std::thread painter_;
};

/// "[=====>    ]", for a part of the whole between 0 and 1.
std::string bar(double part);

}  // namespace rung::cli
