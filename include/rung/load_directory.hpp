#pragma once

#include <functional>
#include <map>
#include <string>

#include <rung/dialect.hpp>
#include <rung/format.hpp>
#include <rung/migration_set.hpp>

namespace rung {

/// When the files of a folder are read.
enum class Reading {
  now,
  /// The folder is listed, and its names and `releases.txt` are looked at; the scripts are read as soon as
  /// something asks for more than their versions and names. So a boot with nothing to do reads none of them:
  /// a text that was edited is not noticed then, as it would be otherwise (`verify` reads everything). What
  /// is wrong in a script is thrown by the first service that needs it, before anything is touched.
  when_needed,
};

/// How a folder is to be read.
struct DirectoryOptions {
  Format format = Format::automatic;  ///< Told by the names of the files, unless it is given.
  /// With a dialect, every script is scanned now, and a statement that cannot stand where it stands is
  /// refused at its line. With `any`, that is left to the plan: loading reads the files, but does not look at
  /// their statements.
  Dialect dialect = Dialect::any;
  /// Whether a mistake in a script is found now, or when its text is needed.
  Reading reading = Reading::now;
  /// What stands for `$NAME` between goose's `-- +goose ENVSUB ON` and `OFF`; the environment is not looked
  /// at. The checksum is that of the text with the values in it, so that another value is another text. Such
  /// a script is held in memory.
  std::map<std::string, std::string, std::less<>> variables = {};
};

/// Reads the migrations in the folder `path` (UTF-8): its migration files, `releases.txt` and
/// `initial_<version>.sql`.
///
/// The set holds 256 kB of text at most, of scripts up to 16 kB, and those where variables were put in.
/// Any other script is its file, place, size and checksum, and is read again when it runs, where a difference
/// fails the run before it commits. So files may be of any size, and a relative `path` has to mean the same
/// folder until then.
///
/// Left alone are hidden files and folders, files that do not end in `.sql` (README.md, editors' backups),
/// and, where migrations are files, folders beside them. Any other `.sql` file has to be a migration.
///
/// Throws SourceError, naming the file and where there is one the line and column, if the folder is missing
/// or holds no migration (that is never nothing to do), if a name is not of the format or two of them clash,
/// if a file cannot be read or is a link that leads out of the folder, on broken UTF-8, on a NUL byte, on an
/// annotation that is misspelt or out of place, and on all that the constructor of MigrationSet refuses.
MigrationSet load_directory(const std::string& path, const DirectoryOptions& options = {});

}  // namespace rung
