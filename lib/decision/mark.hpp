#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <rung/version.hpp>

namespace rung {

/// Whether a descent keeps its program from climbing back.
enum class Binding { no, yes };

/// What a descent leaves in the version row, until a run reaches the version it left. A binding one is a
/// *hold*.
struct Mark {
  Version left;    ///< The head that was left; the newest version of the program that is meant.
  Version target;  ///< Where the descent was to go.
  Binding binding = Binding::yes;
  std::vector<std::string> releases;  ///< That are meant; none: any program whose newest version is `left`.

  friend bool operator==(const Mark& a, const Mark& b) {
    return a.left == b.left && a.target == b.target && a.binding == b.binding && a.releases == b.releases;
  }
};

/// Whether the mark means the program with this newest version and release. A release that is unknown on
/// either side cannot be told apart, and is meant.
bool means(const Mark& mark, Version newest, std::string_view release);

/// The text that the version row holds: one mark a line, `LEFT TARGET hold|free RELEASE…`. Persistent.
std::string to_string(const std::vector<Mark>& marks);

/// What the version row holds of marks.
struct StoredMarks {
  std::vector<Mark> marks;
  /// Lines that this rung cannot read: a newer one has written them, and they are put back as they are (rule
  /// 14).
  std::string unread;
};

StoredMarks parse_marks(std::string_view text);

}  // namespace rung
