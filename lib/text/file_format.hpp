#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <rung/format.hpp>
#include <rung/script.hpp>
#include <rung/version.hpp>

#include "text/sections.hpp"

namespace rung::text {

/// What a file is to its migration.
enum class Part {
  up,
  down,
  both,      ///< A file with sections.
  settings,  ///< Says how the scripts beside it are run.
  folder,    ///< No file: the folder that holds the migration's files.
};

/// What a path says, seen from the folder of the migrations, with `/` between its parts and behind a folder.
struct FileName {
  Part part = Part::up;
  Version version = Version::base();
  std::string name;
  std::string
      problem;  ///< If not empty: a name of this format, but a bad one, and why; the rest means nothing.
};

/// Whether versions may be left out.
enum class Numbering { free, consecutive };

/// All there is to know of a format: one constant in a file of its own, and a line in `file_formats()`.
struct FileFormat {
  Format format;
  std::string_view example;  ///< For messages: how its files are called.
  Numbering numbering;
  /// Nothing for what is not of this format.
  std::optional<FileName> (*read_name)(std::string_view path);
  std::unique_ptr<SectionReader> (*read_sections)(const std::string& file, Part part);
  /// Reads a file of Part::settings; null if the format has none. Throws SourceError.
  Transaction (*read_settings)(const std::string& file, std::string_view text);
};

extern const FileFormat pairs_format;
extern const FileFormat goose_format;
extern const FileFormat catalog_format;
extern const FileFormat folders_format;

/// In the order in which they claim a name: goose's `7_name.sql` fits nearly everything, so it is asked last.
const std::vector<const FileFormat*>& file_formats();

/// `digits` as the version of a name: fills in `version`, or `problem`.
void read_version(std::string_view digits, FileName& result);

}  // namespace rung::text
