#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace rung::text {

/// One line of a file.
struct Line {
  std::string_view text;     ///< Without its LF or CRLF; only the first `LineCutter::longest` bytes of it.
  std::uint64_t number = 1;  ///< Counts from 1.
  std::uint64_t offset =
      0;  ///< Of its first byte within the file; in line 1, of the one after a byte-order mark.
  std::uint64_t end = 0;  ///< Of the byte after its LF, or of the end of the file.
};

/// Cuts a file that comes in blocks into lines, in bounded memory however long a line is.
class LineCutter {
 public:
  using Consumer = std::function<void(const Line&)>;

  /// What is longer is data: nothing that is read by lines is.
  static constexpr std::size_t longest = 4096;

  explicit LineCutter(Consumer consumer);

  void add(std::string_view block);
  /// Hands over a last line that no LF ends; nothing if there is none.
  void finish();

 private:
  void keep(std::string_view piece);
  void hand_over(std::string_view text);

  Consumer consumer_;
  Line line_;
  std::string begun_;  ///< What earlier blocks held of the current line.
};

/// The column of `part`, which is a part of the line's text: counts characters, from 1.
std::uint64_t column_of(const Line& line, std::string_view part) noexcept;

}  // namespace rung::text
