#pragma once

#include <string>
#include <string_view>

#include <boost/filesystem.hpp>
#include <boost/filesystem/fstream.hpp>

namespace rung::test {

/// A new empty folder, which is gone with all that is in it when this object is.
class TemporaryFolder {
 public:
  TemporaryFolder()
      : path_(boost::filesystem::canonical(boost::filesystem::temp_directory_path()) /
              boost::filesystem::unique_path("rung-%%%%-%%%%-%%%%")) {
    boost::filesystem::create_directories(path_);
  }
  ~TemporaryFolder() {
    boost::system::error_code ignored;
    boost::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  /// Writes a file, with the folders that it needs.
  void write(const std::string& name, std::string_view text) const {
    boost::filesystem::create_directories((path_ / name).parent_path());
    boost::filesystem::ofstream file(path_ / name, std::ios::binary | std::ios::trunc);
    file << text;
  }

  [[nodiscard]] const boost::filesystem::path& path() const noexcept { return path_; }
  /// The path as rung takes it, of the folder or of a file in it.
  [[nodiscard]] std::string name(const std::string& file = "") const {
    return (file.empty() ? path_ : path_ / file).generic_string();
  }

 private:
  boost::filesystem::path path_;
};

}  // namespace rung::test
