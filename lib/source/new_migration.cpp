#include "source/new_migration.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

#include <boost/filesystem.hpp>
#include <fmt/format.h>

#include <rung/error.hpp>

#include "source/folder_listing.hpp"
#include "source/script_file.hpp"
#include "text/layout.hpp"
#include "text/next_number.hpp"
#include "text/pieces.hpp"

namespace rung::source {
namespace {

namespace fs = boost::filesystem;

std::string as_file_name(std::string name) {
  std::replace(name.begin(), name.end(), ' ', '_');
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  };
  if (name.empty() || !std::all_of(name.begin(), name.end(), fits))
    throw SourceError(
        fmt::format("'{}' cannot be the name of a migration: write it with letters, digits, - and _", name));
  return name;
}

/// What the name of the last migration begins with.
std::string last_number(const text::Layout& layout) {
  const text::MigrationFiles& last = layout.migrations.back();
  if (layout.format->numbering == text::Numbering::consecutive) return to_string(last.version);
  std::string_view path = last.up;
  if (text::starts_with(path, "V")) path.remove_prefix(1);
  return std::string(path.substr(0, path.find_first_not_of("0123456789-")));
}

class FilesInProgress {
 public:
  explicit FilesInProgress(const std::string& folder) : folder_(folder) {}
  ~FilesInProgress() {
    boost::system::error_code ignored;
    for (auto path = written_.rbegin(); path != written_.rend(); ++path) fs::remove(*path, ignored);
  }
  FilesInProgress(const FilesInProgress&) = delete;
  FilesInProgress& operator=(const FilesInProgress&) = delete;

  void write(const text::NewFile& file) {
    const std::string path = path_in(folder_, file.path);
    if (file.path.find('/') != std::string::npos) make_folder(fs::path(path).parent_path().generic_string());
    // Only a file that is not there yet (C11 7.21.5.3, "x").
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream(std::fopen(path.c_str(), "wxb"),
                                                                 std::fclose);
    if (stream == nullptr) refuse(path, errno);
    written_.push_back(path);
    files_.push_back(path);
    const bool is_written =
        std::fwrite(file.text.data(), 1, file.text.size(), stream.get()) == file.text.size();
    if (!is_written || std::fflush(stream.get()) != 0) refuse(path, errno);
  }
  std::vector<std::string> keep() {
    written_.clear();
    return std::move(files_);
  }

 private:
  void make_folder(const std::string& path) {
    boost::system::error_code failure;
    if (fs::create_directory(path, failure)) written_.push_back(path);
    if (failure) refuse(path, failure.value());
  }
  [[noreturn]] static void refuse(const std::string& path, int reason) {
    throw SourceError(path, 0, 0,
                      fmt::format("cannot be written: {}", std::generic_category().message(reason)));
  }

  const std::string& folder_;
  std::vector<std::string> written_;
  std::vector<std::string> files_;
};

}  // namespace

std::vector<std::string> create_migration(const std::string& folder, Format format, const std::string& name,
                                          std::chrono::system_clock::time_point now) {
  text::NewMigration migration;
  migration.name = as_file_name(name);
  std::vector<std::string> paths = list_folder(folder);
  const bool is_new = std::none_of(paths.begin(), paths.end(), text::is_sql);
  const text::FileFormat* found = nullptr;
  if (is_new) {
    found = &text::file_format(format == Format::automatic ? Format::pairs : format);
    migration.number = found->numbering == text::Numbering::consecutive ? "1" : text::next_number("", now);
  } else {
    const text::Layout layout = text::lay_out(folder, std::move(paths), format, beginnings_in(folder));
    found = layout.format;
    migration.last_up = layout.migrations.back().up;
    migration.number = text::next_number(last_number(layout), now);
  }
  FilesInProgress files(folder);
  for (const text::NewFile& file : found->new_files(migration)) files.write(file);
  return files.keep();
}

}  // namespace rung::source
