#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <rung/format.hpp>
#include <rung/version.hpp>

#include "text/file_format.hpp"
#include "text/format_choice.hpp"

namespace rung::text {

/// The files of one migration, as paths within the folder; empty where there is none. In a format with
/// sections `up` and `down` are the same file.
struct MigrationFiles {
  Version version = Version::base();
  std::string name;
  std::string_view up;
  std::string_view down;
  std::string_view up_settings;
  std::string_view down_settings;
  std::string_view folder;
};

/// What the names of a folder's files say. Can be moved, but not copied: the migrations' paths are views.
struct Layout {
  Layout() = default;
  ~Layout() = default;
  Layout(Layout&&) noexcept = default;
  Layout& operator=(Layout&&) noexcept = default;
  Layout(const Layout&) = delete;
  Layout& operator=(const Layout&) = delete;

  std::vector<std::string> paths;  ///< That the others are views of; sorted.
  const FileFormat* format = nullptr;
  std::vector<MigrationFiles> migrations;  ///< Ascending by version.
  std::string releases;                    ///< `releases.txt`, or empty.
  std::string initial;                     ///< `initial_<version>.sql`, or empty.
  Version initial_version = Version::base();
};

/// Finds the migrations among `paths`, which are seen from `folder`, with `/` between their parts, and behind
/// a folder. The order of `paths` does not matter. Reads no file, but the beginning of the first where the
/// names fit several formats.
///
/// Throws SourceError if there is no migration, if the names are of more than one format or, with a `wanted`
/// one, not of that, on a `.sql` file that is no migration, on names that clash or differ in case only, on a
/// down without its up, and on a gap in a format without gaps.
Layout lay_out(const std::string& folder, std::vector<std::string> paths, Format wanted,
               const ReadBeginning& read_beginning);

/// Whether a path is passed over without a look: hidden, as a whole or in a hidden folder.
bool is_hidden(std::string_view path) noexcept;

}  // namespace rung::text
