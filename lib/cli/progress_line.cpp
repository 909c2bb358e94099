#include "cli/progress_line.hpp"

#include <algorithm>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

#include "cli/error_output.hpp"

namespace rung::cli {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds paint_every{200};
// ECMA-48: to the first column; erase from there to the end of the line.
constexpr const char* to_line_start = "\r";
constexpr const char* erase_line = "\x1b[K";

std::size_t columns() {
  winsize size{};
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

/// At most so many characters, as far as UTF-8 tells them.
std::string_view cut(std::string_view text, std::size_t most) {
  std::size_t size = 0;
  for (; size < text.size(); ++size) {
    const bool begins = (static_cast<unsigned char>(text[size]) & 0xC0U) != 0x80U;
    if (begins && most-- == 0) break;
  }
  return text.substr(0, size);
}

void wipe() { write_error_output(fmt::format("{}{}", to_line_start, erase_line)); }

}  // namespace

ProgressLine::ProgressLine(Shown shown)
    : is_shown_(shown == Shown::on_a_terminal && isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() {
  if (!painter_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    ends_ = true;
  }
  wakes_.notify_one();
  painter_.join();
  wipe();
}

void ProgressLine::set(std::string text) {
  if (!is_shown_) return;
  const std::lock_guard lock(mutex_);
  text_ = std::move(text);
  if (!painter_.joinable()) painter_ = std::thread([this] { keep_painting(); });
}

void ProgressLine::above(const std::function<void()>& print) {
  const std::lock_guard lock(mutex_);
  if (!painter_.joinable()) return print();
  wipe();
  print();
  paint();
}

void ProgressLine::keep_painting() {
  std::unique_lock lock(mutex_);
  while (!ends_) {
    paint();
    wakes_.wait_for(lock, paint_every);
  }
}

void ProgressLine::paint() const {
  const auto gone = std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - start_);
  const std::string time = fmt::format("{:.1f} s ", static_cast<double>(gone.count()) / 1000);
  // The last column is left free: some terminals go to the next line behind it.
  const std::size_t room = columns() > time.size() ? columns() - time.size() - 1 : 0;
  write_error_output(fmt::format("{}{}{}{}", to_line_start, time, cut(text_, room), erase_line));
}

std::string bar(double part) {
  constexpr std::size_t width = 20;
  const auto full = static_cast<std::size_t>(std::clamp(part, 0.0, 1.0) * width);
  std::string inside(full, '=');
  if (full < width) inside += '>';
  inside.resize(width, ' ');
  return fmt::format("[{}]", inside);
}

}  // namespace rung::cli
