#include "source/folder_listing.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include <rung/error.hpp>

#include "text/layout.hpp"

namespace rung::source {
namespace {

// Its iterator keeps what the listing tells of each file, where Boost's asks the system for every one of
// them.
namespace fs = std::filesystem;

/// The reason without the paths that it repeats.
[[noreturn]] void refuse(const fs::path& path, const fs::filesystem_error& error) {
  throw SourceError(path.generic_string(), 0, 0, fmt::format("cannot be read: {}", error.code().message()));
}

class Lister {
 public:
  explicit Lister(fs::path folder) : folder_(std::move(folder)), real_folder_(fs::canonical(folder_)) {}

  std::vector<std::string> list() {
    walk(folder_, "", Depth::top);
    return std::move(paths_);
  }

 private:
  enum class Depth { top, below };

  void walk(const fs::path& folder, const std::string& prefix, Depth depth) {
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
      const std::string& full = entry.path().native();
      std::string path = prefix + full.substr(full.rfind('/') + 1);
      if (text::is_hidden(path)) continue;
      if (entry.is_symlink()) check_link(entry);
      const bool is_folder = entry.is_directory();
      if (is_folder) path += '/';
      if (is_folder && depth == Depth::top) walk(entry.path(), path, Depth::below);
      paths_.push_back(std::move(path));
    }
  }

  /// A link may rename a file of this folder, but not bring in text that is not reviewed with it.
  void check_link(const fs::directory_entry& entry) const {
    const fs::path real = fs::canonical(entry.path());
    const auto parted = std::mismatch(real_folder_.begin(), real_folder_.end(), real.begin(), real.end());
    if (parted.first == real_folder_.end()) return;
    throw SourceError(
        entry.path().generic_string(), 0, 0,
        fmt::format("this link leads out of the folder, to '{}'; put a copy here", real.generic_string()));
  }

  fs::path folder_;
  fs::path real_folder_;
  std::vector<std::string> paths_;
};

}  // namespace

std::vector<std::string> list_folder(const std::string& folder) {
  const fs::path path(folder);
  try {
    const fs::file_status status = fs::status(path);
    if (!fs::exists(status))
      throw SourceError(folder, 0, 0, "there is no such folder of migrations; check the path");
    if (!fs::is_directory(status))
      throw SourceError(folder, 0, 0, "this is a file; migrations are read from a folder");
    return Lister(path).list();
  } catch (const fs::filesystem_error& error) {
    refuse(error.path1().empty() ? path : error.path1(), error);
  }
}

std::string path_in(std::string_view folder, std::string_view path) {
  return (fs::path(folder) / path).generic_string();
}

}  // namespace rung::source
