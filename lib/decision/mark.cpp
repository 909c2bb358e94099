#include "decision/mark.hpp"

#include <algorithm>
#include <optional>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace rung {
namespace {

std::optional<Version> parse_version_or_base(const std::string& text) {
  return text == "base" ? Version::base() : Version::parse(text);
}

std::optional<Mark> parse_mark(const std::string& line) {
  std::istringstream words(line);
  std::string left;
  std::string target;
  std::string binding;
  words >> left >> target >> binding;
  const auto left_version = Version::parse(left);
  const auto target_version = parse_version_or_base(target);
  if (!left_version || !target_version || (binding != "hold" && binding != "free")) return std::nullopt;
  Mark mark{*left_version, *target_version, binding == "hold" ? Binding::yes : Binding::no, {}};
  for (std::string release; words >> release;) mark.releases.push_back(release);
  return mark;
}

}  // namespace

bool means(const Mark& mark, Version newest, std::string_view release) {
  if (mark.left != newest) return false;
  return release.empty() || mark.releases.empty() ||
         std::find(mark.releases.begin(), mark.releases.end(), release) != mark.releases.end();
}

std::string to_string(const std::vector<Mark>& marks) {
  std::string text;
  for (const Mark& mark : marks) {
    text += fmt::format("{} {} {}{}{}\n", to_string(mark.left), to_string(mark.target),
                        mark.binding == Binding::yes ? "hold" : "free", mark.releases.empty() ? "" : " ",
                        fmt::join(mark.releases, " "));
  }
  return text;
}

StoredMarks parse_marks(std::string_view text) {
  StoredMarks stored;
  std::istringstream lines{std::string(text)};
  for (std::string line; std::getline(lines, line);) {
    if (const auto mark = parse_mark(line)) {
      stored.marks.push_back(*mark);
    } else {
      stored.unread += line + '\n';
    }
  }
  return stored;
}

}  // namespace rung
