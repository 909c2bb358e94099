#include "embed/depfile.hpp"

#include <algorithm>
#include <vector>

#include "source/folder_listing.hpp"

namespace rung::embed {
namespace {

std::string escaped(const std::string& path) {
  std::string result;
  for (const char c : path) {
    if (c == '$') result += '$';
    if (c == ' ' || c == '#' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

}  // namespace

std::string depfile(const Request& request) {
  std::vector<std::string> paths = source::list_folder(request.directory);
  std::sort(paths.begin(), paths.end());
  std::string text = escaped(request.source) + ": " + escaped(request.directory);
  for (std::string& path : paths) {
    if (path.back() == '/') path.pop_back();
    text += " \\\n  " + escaped(source::path_in(request.directory, path));
  }
  return text + "\n";
}

}  // namespace rung::embed
