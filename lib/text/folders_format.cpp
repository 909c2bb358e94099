#include <algorithm>

#include <fmt/format.h>

#include "text/file_format.hpp"
#include "text/pieces.hpp"
#include "text/settings_file.hpp"

// A folder a migration, with `up.sql` and `down.sql` in it: diesel's `2023-08-01-120000_name`, where the
// digits of the prefix are the version, and Hasura CLI's `1690891200000_name`.

namespace rung::text {
namespace {

std::optional<Part> part_of(std::string_view file) {
  if (file.empty()) return Part::folder;
  if (file == "up.sql") return Part::up;
  if (file == "down.sql") return Part::down;
  if (file == "metadata.toml") return Part::settings;
  return std::nullopt;
}

std::optional<FileName> read_name(std::string_view path) {
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto part = part_of(path.substr(slash + 1));
  if (!part) return std::nullopt;

  const std::string_view folder = path.substr(0, slash);
  const std::size_t prefix = std::min(folder.find_first_not_of("0123456789-"), folder.size());
  std::string digits(folder.substr(0, prefix));
  digits.erase(std::remove(digits.begin(), digits.end(), '-'), digits.end());
  const bool well_named = !digits.empty() && prefix + 1 < folder.size() && folder[prefix] == '_';
  if (!well_named && (*part == Part::folder || *part == Part::settings)) return std::nullopt;

  FileName result;
  result.part = *part;
  if (!well_named) {
    result.problem = fmt::format(
        "the folder '{}' is not named by a version and a name, as 2023-08-01-120000_add_index "
        "is",
        folder);
    return result;
  }
  result.name = folder.substr(prefix + 1);
  read_version(digits, result);
  return result;
}

std::unique_ptr<SectionReader> read_sections(const std::string&, Part part) {
  return std::make_unique<WholeFile>(part == Part::down ? Direction::down : Direction::up);
}

/// diesel's `metadata.toml`: the one key that it knows.
Transaction read_settings(const std::string& file, std::string_view text) {
  return read_transaction_setting(file, text, "run_in_transaction");
}

std::vector<NewFile> new_files(const NewMigration& migration) {
  const std::string folder = migration.number + "_" + migration.name;
  return {{folder + "/up.sql", "-- " + migration.name + "\n"},
          {folder + "/down.sql", "-- back from " + migration.name + "\n"}};
}

}  // namespace

const FileFormat folders_format = [] {
  FileFormat format;
  format.format = Format::folders;
  format.example = "2023-08-01-120000_add_index/up.sql with down.sql";
  format.read_name = read_name;
  format.read_sections = read_sections;
  format.new_files = new_files;
  format.read_settings = read_settings;
  return format;
}();

}  // namespace rung::text
