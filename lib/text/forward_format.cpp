#include <string>
#include <utility>

#include <fmt/format.h>

#include <rung/error.hpp>

#include "text/file_format.hpp"
#include "text/numbered_name.hpp"
#include "text/pieces.hpp"

// A file a migration, and no way back: `0000_name.sql`, as drizzle writes them. Its `-->
// statement-breakpoint` is a comment.

namespace rung::text {
namespace {

/// What a comment begins with that marks a section in another tool's file; empty if it is none. In a file
/// that is one script, the down would be executed behind the up.
std::string_view foreign_marker(std::string_view line) {
  if (!starts_with(line, "--")) return {};
  std::string_view words = trim(line.substr(2));
  const std::string_view first = take_word(words);
  const std::size_t colon = first.find(':');
  const std::string behind = colon == std::string_view::npos ? "" : lower(first.substr(colon + 1));
  if (first.size() > 1 && first.front() == '+') return first;
  return colon != 0 && (behind == "up" || behind == "down") ? first : std::string_view{};
}

class ForwardFile : public WholeFile {
 public:
  explicit ForwardFile(std::string file) : WholeFile(Direction::up), file_(std::move(file)) {}

  std::optional<Direction> line(const Line& line) override {
    const std::string_view marker = foreign_marker(trim(line.text));
    if (!marker.empty()) {
      throw SourceError(
          file_, line.number, 1,
          fmt::format("'{}' marks a section, as goose, dbmate and sql-migrate do, and a file of the "
                      "format 'forward' is one script; say which format is meant, or take it out",
                      marker));
    }
    return WholeFile::line(line);
  }

 private:
  std::string file_;
};

std::optional<FileName> read_name(std::string_view path) {
  auto name = read_numbered_name(path, Part::up);
  if (!name || leading_digits(path).find_first_not_of('0') != std::string_view::npos) return name;
  name->problem.clear();
  name->version = Version::base();
  return name;
}

std::unique_ptr<SectionReader> read_sections(const std::string& file, Part) {
  return std::make_unique<ForwardFile>(file);
}

std::vector<NewFile> new_files(const NewMigration& migration) {
  return {{migration.number + "_" + migration.name + ".sql", "-- " + migration.name + "\n"}};
}

}  // namespace

const FileFormat forward_format = [] {
  FileFormat format;
  format.format = Format::forward;
  format.example = "0007_add_index.sql with nothing but an up in it";
  format.no_down = "the format 'forward' has no way back";
  format.numbering = Numbering::from_zero;
  format.read_name = read_name;
  format.read_sections = read_sections;
  format.new_files = new_files;
  format.marker = "";
  return format;
}();

}  // namespace rung::text
