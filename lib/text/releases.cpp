#include "text/releases.hpp"

#include <optional>

#include <fmt/format.h>

#include <rung/error.hpp>

#include "text/lines.hpp"
#include "text/pieces.hpp"

namespace rung::text {
namespace {

Version read_version(const std::string& file, const Line& line, std::string_view word) {
  if (word == "base") return Version::base();
  const auto version = Version::parse(word);
  if (version) return *version;
  throw SourceError(file, line.number, column_of(line, word),
                    fmt::format("'{}' is no version: it is a number such as 41, or 'base'", word));
}

/// Nothing on a line that is blank or holds a comment only.
std::optional<ReleaseLine> read_line(const std::string& file, const Line& line) {
  std::string_view rest = line.text.substr(0, line.text.find('#'));
  const std::string_view name = take_word(rest);
  if (name.empty()) return std::nullopt;
  const auto refuse = [&](std::string_view at, const std::string& what_is_wrong) {
    throw SourceError(file, line.number, column_of(line, at), what_is_wrong);
  };

  const std::string_view version = take_word(rest);
  if (version.empty()) refuse(name, fmt::format("release '{}' lacks its version: NAME VERSION [stop]", name));
  ReleaseLine result{{std::string(name), read_version(file, line, version)}, line.number};
  const std::string_view mark = take_word(rest);
  if (mark == "stop") {
    result.release.stop = Release::Stop::required;
  } else if (!mark.empty()) {
    refuse(mark, fmt::format("'{}' means nothing here: only 'stop' may follow the version", mark));
  }
  if (!rest.empty()) refuse(rest, fmt::format("'{}' is one word too many: NAME VERSION [stop]", rest));
  return result;
}

}  // namespace

std::vector<ReleaseLine> read_releases(const std::string& file, std::string_view text) {
  std::vector<ReleaseLine> releases;
  LineCutter lines([&](const Line& line) {
    if (auto release = read_line(file, line)) releases.push_back(std::move(*release));
  });
  lines.add(text);
  lines.finish();
  return releases;
}

}  // namespace rung::text
