#include <string>
#include <utility>

#include <fmt/format.h>

#include "near_miss.hpp"
#include "text/file_format.hpp"
#include "text/numbered_name.hpp"
#include "text/pieces.hpp"

// One file a migration, cut into two by `-- migrate:up` and `-- migrate:down`, each with options behind it.
// As dbmate has it: the `--` at the very beginning of the line, any blanks behind it, lower case.

namespace rung::text {
namespace {

constexpr std::string_view prefix = "migrate:";

class DbmateFile : public MarkedFile {
 public:
  explicit DbmateFile(std::string file) : MarkedFile(std::move(file), "-- migrate:up") {}

  std::optional<Direction> line(const Line& line) override;

 private:
  void take_marker(const Line& line);
  void begin(const Line& line, Direction direction, std::string_view options);
  [[nodiscard]] Transaction read_options(const Line& line, std::string_view options) const;
};

bool is_marker(std::string_view line) {
  const std::string_view text = trim(line);
  return starts_with(text, "--") && starts_with(lower(trim(text.substr(2))), prefix);
}

std::optional<Direction> DbmateFile::line(const Line& line) {
  if (is_marker(line.text)) {
    take_marker(line);
    return std::nullopt;
  }
  return line_between(line);
}

void DbmateFile::take_marker(const Line& line) {
  if (!starts_with(line.text, "--"))
    refuse(line, "dbmate wants its '-- migrate:' lines to begin without a blank");
  std::string_view rest = trim(line.text.substr(2));
  const std::string_view marker = take_word(rest);
  if (marker == "migrate:up") return begin(line, Direction::up, rest);
  if (marker == "migrate:down") return begin(line, Direction::down, rest);
  const std::string_view meant = nearest(lower(marker), {"migrate:up", "migrate:down"});
  refuse(line, fmt::format("'{}' is no marker of dbmate's; {}", marker,
                           meant.empty() ? "there are 'migrate:up' and 'migrate:down'"
                                         : fmt::format("did you mean '{}'?", meant)));
}

void DbmateFile::begin(const Line& line, Direction direction, std::string_view options) {
  std::optional<Section>& section = direction == Direction::up ? sections_.up : sections_.down;
  if (section) refuse(line, "a second line of this kind; a file is one migration, with one up and one down");
  if (direction == Direction::down) {
    if (!sections_.up) refuse(line, "'-- migrate:down' stands before '-- migrate:up'");
    sections_.up->end = line.offset;
  }
  section = Section{line.end, line.end, line.number + 1, read_options(line, options)};
}

Transaction DbmateFile::read_options(const Line& line, std::string_view options) const {
  Transaction transaction = Transaction::wrapped;
  while (!options.empty()) {
    const std::string_view option = take_word(options);
    if (option != "transaction:true" && option != "transaction:false") {
      refuse(line,
             fmt::format("'{}' is not understood; the only option is transaction:false, or true", option));
    }
    transaction = option == "transaction:false" ? Transaction::none : Transaction::wrapped;
  }
  return transaction;
}

std::optional<FileName> read_name(std::string_view path) { return read_numbered_name(path, Part::both); }

std::unique_ptr<SectionReader> read_sections(const std::string& file, Part) {
  return std::make_unique<DbmateFile>(file);
}

std::vector<NewFile> new_files(const NewMigration& migration) {
  return {{migration.number + "_" + migration.name + ".sql", "-- migrate:up\n\n-- migrate:down\n"}};
}

}  // namespace

const FileFormat dbmate_format = [] {
  FileFormat format;
  format.format = Format::dbmate;
  format.example = "0007_add_index.sql with '-- migrate:up' in it";
  format.no_down = "no down section";
  format.read_name = read_name;
  format.read_sections = read_sections;
  format.new_files = new_files;
  format.marker = prefix;
  return format;
}();

}  // namespace rung::text
