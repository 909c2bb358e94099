#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include <rung/error.hpp>

#include "text/file_format.hpp"
#include "text/pieces.hpp"
#include "text/settings_file.hpp"

// `V7__add_index.sql`, and Flyway's undo `U7__add_index.sql`; beside each there may be a `….sql.conf`.

namespace rung::text {
namespace {

constexpr std::string_view between = "__";

/// Takes what is in front of the last ending. Nothing if it is none of Flyway's.
std::optional<std::string_view> take_ending(std::string_view& path) {
  for (const std::string_view ending : {".sql.conf", ".sql", ".java", ".kt", ".class"}) {
    if (!ends_with(path, ending)) continue;
    path.remove_suffix(ending.size());
    return ending;
  }
  return std::nullopt;
}

/// What is refused whatever its version is; empty for a migration in SQL.
std::string problem_of(char kind, std::string_view ending) {
  if (kind == 'R') {
    return "a repeatable migration is executed again whenever its text changes, which leaves no history to "
           "go "
           "back through; make it a migration with a version";
  }
  if (kind == 'B') {
    return "a baseline stands for the migrations up to its version; call it initial_<version>.sql, and keep "
           "those";
  }
  if (starts_with(ending, ".sql")) return {};
  return "a migration written in Java cannot be run here; write it in SQL, or as a routine of the program";
}

Part part_of(char kind, std::string_view ending) {
  if (ending == ".sql.conf") return kind == 'U' ? Part::down_settings : Part::up_settings;
  return kind == 'U' ? Part::down : Part::up;
}

std::optional<FileName> read_name(std::string_view path) {
  const auto ending = take_ending(path);
  if (!ending || path.empty() || path.find('/') != std::string_view::npos) return std::nullopt;
  const char kind = path.front();
  const std::size_t separator = path.find(between);
  if (std::string_view("VURB").find(kind) == std::string_view::npos || separator == std::string_view::npos)
    return std::nullopt;
  const std::string_view version = path.substr(1, separator - 1);
  const bool is_repeatable = kind == 'R' && version.empty();
  const bool has_version =
      !leading_digits(version).empty() && version.find_first_not_of("0123456789._") == std::string_view::npos;
  FileName result;
  result.name = path.substr(separator + between.size());
  if ((!is_repeatable && !has_version) || result.name.empty()) return std::nullopt;
  result.part = part_of(kind, *ending);
  result.problem = problem_of(kind, *ending);
  if (!result.problem.empty()) return result;
  if (leading_digits(version) != version) {
    result.problem = fmt::format(
        "the version '{}' has parts, and versions are whole numbers here; number the files anew, in their "
        "order",
        version);
    return result;
  }
  read_version(version, result);
  return result;
}

/// Flyway puts a value in place of each `${name}`, unless it is told not to.
class FlywayFile : public WholeFile {
 public:
  FlywayFile(std::string file, Direction direction) : WholeFile(direction), file_(std::move(file)) {}

  std::optional<Direction> line(const Line& line) override {
    const std::size_t begin = line.text.find("${");
    const std::size_t end = begin == std::string_view::npos ? begin : line.text.find('}', begin);
    if (end != std::string_view::npos) {
      const std::string_view placeholder = line.text.substr(begin, end + 1 - begin);
      throw SourceError(
          file_, line.number, column_of(line, placeholder),
          fmt::format("'{}' is a placeholder, and rung puts nothing in its place; write the value out",
                      placeholder));
    }
    return WholeFile::line(line);
  }

 private:
  std::string file_;
};

std::unique_ptr<SectionReader> read_sections(const std::string& file, Part part) {
  return std::make_unique<FlywayFile>(file, part == Part::down ? Direction::down : Direction::up);
}

Transaction read_settings(const std::string& file, std::string_view text) {
  return read_transaction_setting(file, text, "executeInTransaction");
}

std::vector<NewFile> new_files(const NewMigration& migration) {
  const std::string stem = migration.number + "__" + migration.name + ".sql";
  return {{"V" + stem, "-- " + migration.name + "\n"}, {"U" + stem, "-- back from " + migration.name + "\n"}};
}

}  // namespace

const FileFormat flyway_format = [] {
  FileFormat format;
  format.format = Format::flyway;
  format.example = "V7__add_index.sql with U7__add_index.sql";
  format.read_name = read_name;
  format.read_sections = read_sections;
  format.new_files = new_files;
  format.read_settings = read_settings;
  return format;
}();

}  // namespace rung::text
