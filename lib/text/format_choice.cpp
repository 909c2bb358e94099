#include "text/format_choice.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include <rung/error.hpp>

#include "text/lines.hpp"
#include "text/pieces.hpp"

namespace rung::text {
namespace {

/// Null if the path is no file of any format.
const FileFormat* format_of(std::string_view path) {
  // A folder says nothing: one of old scripts may well be called 2023_archive.
  if (ends_with(path, "/")) return nullptr;
  for (const FileFormat* format : file_formats()) {
    if (format->read_name(path)) return format;
  }
  return nullptr;
}

/// Whether a file lies where the format looks for migrations.
bool is_in_reach(std::string_view path, const FileFormat& format) {
  const std::size_t slash = path.find('/');
  return slash == std::string_view::npos || format.read_name(path.substr(0, slash + 1)).has_value();
}

struct FilesOfFormat {
  std::size_t count = 0;
  std::string first;
};

using FilesByFormat = std::map<Format, FilesOfFormat>;

[[noreturn]] void refuse_mix(const std::string& folder, const FilesByFormat& files) {
  const auto fewer = [](const auto& a, const auto& b) { return a.second.count < b.second.count; };
  const auto odd = std::min_element(files.begin(), files.end(), fewer);
  const auto most = std::max_element(files.begin(), files.end(), fewer);
  const auto usual = odd == most ? std::next(odd) : most;
  throw SourceError(
      folder + "/" + odd->second.first, 0, 0,
      fmt::format("this name is of the format '{}', but others, such as '{}', are of '{}'; rename it, move "
                  "it away, or say which format is meant",
                  to_string(odd->first), usual->second.first, to_string(usual->first)));
}

/// A line for each format that may be meant.
std::string expected_names(Format wanted) {
  std::string lines;
  for (const FileFormat* format : file_formats()) {
    if (wanted != Format::automatic && wanted != format->format) continue;
    lines += fmt::format("\n  {}: {}", to_string(format->format), format->example);
  }
  return lines;
}

const FileFormat& recognise(const std::string& folder, const std::vector<std::string>& paths) {
  FilesByFormat files;
  for (const std::string& path : paths) {
    const FileFormat* const format = format_of(path);
    if (format == nullptr) continue;
    FilesOfFormat& of_format = files[format->format];
    if (of_format.count++ == 0) of_format.first = path;
  }
  if (files.size() > 1) refuse_mix(folder, files);
  if (files.size() == 1) return file_format(files.begin()->first);
  const auto stray = std::find_if(paths.begin(), paths.end(), [](const std::string& path) {
    return is_sql(path) && path.find('/') == std::string::npos;
  });
  if (stray == paths.end()) refuse_empty(folder, Format::automatic);
  throw SourceError(folder + "/" + *stray, 0, 0,
                    "this name is of no format; looked for" + expected_names(Format::automatic));
}

bool has_comment_with(std::string_view text, std::string_view word) {
  bool found = false;
  LineCutter lines([&](const Line& line) {
    const std::string_view comment = trim(line.text);
    found = found || (starts_with(comment, "--") && lower(comment).find(word) != std::string::npos);
  });
  lines.add(text);
  lines.finish();
  return found;
}

/// Of a file whose name fits several formats.
const FileFormat& format_with_marker(std::string_view beginning) {
  const FileFormat* unmarked = nullptr;
  for (const FileFormat* format : file_formats()) {
    if (!format->marker) continue;
    if (format->marker->empty()) {
      unmarked = format;
    } else if (has_comment_with(beginning, *format->marker)) {
      return *format;
    }
  }
  return *unmarked;
}

}  // namespace

const FileFormat& choose_format(const std::string& folder, const std::vector<std::string>& paths,
                                Format wanted, const ReadBeginning& read_beginning) {
  if (wanted != Format::automatic) return file_format(wanted);
  const FileFormat& named = recognise(folder, paths);
  if (!named.marker) return named;
  const auto first = std::find_if(paths.begin(), paths.end(), [&named](const std::string& path) {
    return named.read_name(path).has_value();
  });
  return format_with_marker(read_beginning(*first));
}

bool is_sql(std::string_view path) { return ends_with(lower(path), ".sql"); }

void refuse_stray(const std::string& folder, const std::string& path, const FileFormat& format) {
  const std::string_view plain =
      ends_with(path, "/") ? std::string_view(path).substr(0, path.size() - 1) : path;
  if (!is_sql(plain) || !is_in_reach(plain, format)) return;
  const FileFormat* const other = format_of(path);
  const std::string hint =
      other != nullptr ? fmt::format(" (it is one of the format '{}')", to_string(other->format)) : "";
  throw SourceError(
      folder + "/" + path, 0, 0,
      fmt::format("this is no migration of the format '{}'{}: expected a name such as {}; rename it, or "
                  "move it out of the folder",
                  to_string(format.format), hint, format.example));
}

void refuse_empty(const std::string& folder, Format wanted) {
  throw SourceError(folder, 0, 0,
                    "there is no migration in this folder; looked for" + expected_names(wanted));
}

}  // namespace rung::text
