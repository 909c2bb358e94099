#include <string>

#include "text/file_format.hpp"
#include "text/pieces.hpp"

// Two files a migration. As golang-migrate and sqlx have them: `0007_add_index.up.sql`; and
// `V0020.Name.up.sql`.

namespace rung::text {
namespace {

std::optional<Part> take_ending(std::string_view& path) {
  for (const auto& [ending, part] : {std::pair<std::string_view, Part>{".up.sql", Part::up},
                                     std::pair<std::string_view, Part>{".down.sql", Part::down}}) {
    if (!ends_with(path, ending)) continue;
    path.remove_suffix(ending.size());
    return part;
  }
  return std::nullopt;
}

std::optional<FileName> read_name(std::string_view path) {
  const auto part = take_ending(path);
  if (!part || path.find('/') != std::string_view::npos) return std::nullopt;
  const bool with_letter = starts_with(path, "V");
  if (with_letter) path.remove_prefix(1);
  const std::string_view digits = leading_digits(path);
  if (digits.empty()) return std::nullopt;
  path.remove_prefix(digits.size());
  if (path.size() < 2 || path.front() != (with_letter ? '.' : '_')) return std::nullopt;

  FileName result;
  result.part = *part;
  result.name = path.substr(1);
  read_version(digits, result);
  return result;
}

/// A whole file, whose first line may be sqlx's `-- no-transaction`.
class PairFile : public WholeFile {
 public:
  using WholeFile::WholeFile;

  std::optional<Direction> line(const Line& line) override {
    if (line.number == 1 && starts_with(line.text, "-- no-transaction")) set(Transaction::none);
    return WholeFile::line(line);
  }
};

std::unique_ptr<SectionReader> read_sections(const std::string&, Part part) {
  return std::make_unique<PairFile>(part == Part::down ? Direction::down : Direction::up);
}

std::vector<NewFile> new_files(const NewMigration& migration) {
  const bool with_letter = starts_with(migration.last_up, "V");
  const std::string stem =
      with_letter ? "V" + migration.number + "." + migration.name : migration.number + "_" + migration.name;
  return {{stem + ".up.sql", "-- " + migration.name + "\n"},
          {stem + ".down.sql", "-- back from " + migration.name + "\n"}};
}

}  // namespace

const FileFormat pairs_format = [] {
  FileFormat format;
  format.format = Format::pairs;
  format.example = "0007_add_index.up.sql with 0007_add_index.down.sql";
  format.read_name = read_name;
  format.read_sections = read_sections;
  format.new_files = new_files;
  return format;
}();

}  // namespace rung::text
