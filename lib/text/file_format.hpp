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
  both,         ///< A file with sections.
  settings,     ///< Says how the scripts beside it are run.
  up_settings,  ///< The same of one of them.
  down_settings,
  folder,  ///< No file: the folder that holds the migration's files.
};

/// What a path says, seen from the folder of the migrations, with `/` between its parts and behind a folder.
struct FileName {
  Part part = Part::up;
  Version version = Version::base();
  std::string name;
  std::string
      problem;  ///< If not empty: a name of this format, but a bad one, and why; the rest means nothing.
};

/// What versions are allowed.
enum class Numbering {
  free,         ///< From 1 on; some may be left out.
  consecutive,  ///< None may be left out.
  from_zero,    ///< `free`; where one is numbered 0, each version is one above its number.
};

/// A migration that is to be written.
struct NewMigration {
  std::string number;   ///< In the spelling of the last one's.
  std::string name;     ///< Letters, digits, `-` and `_`.
  std::string last_up;  ///< The path of the last migration's up; empty if there is none.
};

struct NewFile {
  std::string path;  ///< Within the folder; with `/` where it is in one of its own.
  std::string text;
};

/// All there is to know of a format: one constant in a file of its own, and a line in `file_formats()`.
struct FileFormat {
  Format format = Format::automatic;
  std::string_view example;                   ///< For messages: how its files are called.
  std::string_view no_down = "no down file";  ///< Why a migration without a down is irreversible.
  Numbering numbering = Numbering::free;
  /// Nothing for what is not of this format. A number 0 that is allowed is the version `base`.
  std::optional<FileName> (*read_name)(std::string_view path) = nullptr;
  std::unique_ptr<SectionReader> (*read_sections)(const std::string& file, Part part) = nullptr;
  /// Reads a file of settings; null if the format has none. Throws SourceError.
  Transaction (*read_settings)(const std::string& file, std::string_view text) = nullptr;
  /// The files of an empty migration, the up first.
  std::vector<NewFile> (*new_files)(const NewMigration& migration) = nullptr;
  /// Formats whose files are called alike are told apart by a comment in the first file: it holds this. The
  /// one with an empty marker takes what holds none. Nothing: the names are enough.
  std::optional<std::string_view> marker = std::nullopt;
};

extern const FileFormat pairs_format;
extern const FileFormat goose_format;
extern const FileFormat catalog_format;
extern const FileFormat folders_format;
extern const FileFormat flyway_format;
extern const FileFormat dbmate_format;
extern const FileFormat forward_format;

/// In the order in which they claim a name: `7_name.sql` fits nearly everything, so those are asked last.
const std::vector<const FileFormat*>& file_formats();

/// Of any word but `auto`.
const FileFormat& file_format(Format wanted);

/// `digits` as the version of a name: fills in `version`, or `problem`.
void read_version(std::string_view digits, FileName& result);

}  // namespace rung::text
