#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "near_miss.hpp"
#include "text/file_format.hpp"
#include "text/numbered_name.hpp"
#include "text/pieces.hpp"

// One file a migration, cut into sections by `-- +goose …` lines. Words and spacing are taken as goose takes
// them:
// `--` at the very beginning of the line, any case, any blanks. StatementBegin and StatementEnd only have to
// be balanced, because statements are told apart by reading them.

namespace rung::text {
namespace {

constexpr std::string_view prefix = "+goose";
enum class Marker { up, down, statement_begin, statement_end, no_transaction, envsub_on, envsub_off };

const std::vector<std::pair<std::string_view, Marker>>& markers() {
  static const std::vector<std::pair<std::string_view, Marker>> table{
      {"Up", Marker::up},
      {"Down", Marker::down},
      {"StatementBegin", Marker::statement_begin},
      {"StatementEnd", Marker::statement_end},
      {"NO TRANSACTION", Marker::no_transaction},
      {"ENVSUB ON", Marker::envsub_on},
      {"ENVSUB OFF", Marker::envsub_off},
  };
  return table;
}

class GooseFile : public MarkedFile {
 public:
  explicit GooseFile(std::string file) : MarkedFile(std::move(file), "-- +goose Up") {}

  std::optional<Direction> line(const Line& line) override;
  FileSections finish(std::uint64_t end) override;

 private:
  void take(Marker marker, const Line& line);
  void begin_down(const Line& line);
  void end_envsub(std::uint64_t end);
  void begin_statement(const Line& line);
  void end_statement(const Line& line);
  [[nodiscard]] Marker read_marker(const Line& line) const;

  Transaction transaction_ = Transaction::wrapped;  ///< Said once for both.
  std::optional<std::uint64_t> envsub_begin_;       ///< Of text in which variables are put in.
  std::uint64_t statement_line_ = 0;                ///< Of a StatementBegin that is not ended yet; 0 outside.
};

std::optional<Direction> GooseFile::line(const Line& line) {
  const bool marks = starts_with(trim(line.text), "--") && line.text.find(prefix) != std::string_view::npos;
  if (marks) {
    const Marker marker = read_marker(line);
    take(marker, line);
    if (marker == Marker::up || marker == Marker::down) return std::nullopt;
  }
  return line_between(line);
}

FileSections GooseFile::finish(std::uint64_t end) {
  if (sections_.up && statement_line_ != 0)
    refuse(statement_line_, "this StatementBegin has no '-- +goose StatementEnd'");
  end_envsub(end);
  FileSections sections = MarkedFile::finish(end);
  sections.up->transaction = transaction_;
  if (sections.down) sections.down->transaction = transaction_;
  return sections;
}

Marker GooseFile::read_marker(const Line& line) const {
  if (!starts_with(line.text, "--"))
    refuse(line, "goose wants its '-- +goose' lines to begin without a blank");
  std::string said = lower(line.text);
  for (const std::string_view noise : {std::string_view("--"), prefix}) {
    for (std::size_t at = said.find(noise); at != std::string::npos; at = said.find(noise))
      said.erase(at, noise.size());
  }
  const std::string_view marker = trim(said);
  std::vector<std::string_view> known;
  for (const auto& [text, value] : markers()) {
    if (lower(text) == marker) return value;
    known.push_back(text);
  }
  const std::string_view meant = nearest(marker, known);
  refuse(line, fmt::format("'{}' is no marker of goose's; {}", marker,
                           meant.empty() ? fmt::format("there are: {}", fmt::join(known, ", "))
                                         : fmt::format("did you mean '{}'?", meant)));
}

void GooseFile::take(Marker marker, const Line& line) {
  switch (marker) {
    case Marker::up:
      if (sections_.up) refuse(line, "a second '-- +goose Up' line; a file is one migration");
      sections_.up = Section{line.end, line.end, line.number + 1};
      return;
    case Marker::down:
      return begin_down(line);
    case Marker::statement_begin:
      return begin_statement(line);
    case Marker::statement_end:
      return end_statement(line);
    case Marker::no_transaction:
      transaction_ = Transaction::none;
      return;
    case Marker::envsub_on:
      if (!envsub_begin_) envsub_begin_ = line.end;
      return;
    case Marker::envsub_off:
      return end_envsub(line.offset);
  }
}

void GooseFile::begin_down(const Line& line) {
  if (!sections_.up) refuse(line, "'-- +goose Down' stands before '-- +goose Up'");
  if (sections_.down) refuse(line, "a second '-- +goose Down' line; a file is one migration");
  if (statement_line_ != 0) {
    refuse(line, fmt::format("the StatementBegin of line {} has to be ended first", statement_line_));
  }
  sections_.up->end = line.offset;
  sections_.down = Section{line.end, line.end, line.number + 1};
}

void GooseFile::end_envsub(std::uint64_t end) {
  if (envsub_begin_) sections_.with_variables.push_back({*envsub_begin_, end});
  envsub_begin_.reset();
}

void GooseFile::begin_statement(const Line& line) {
  if (!sections_.up) refuse(line, "StatementBegin stands before '-- +goose Up'");
  if (statement_line_ != 0) {
    refuse(line, fmt::format("the StatementBegin of line {} has to be ended first", statement_line_));
  }
  statement_line_ = line.number;
}

void GooseFile::end_statement(const Line& line) {
  if (statement_line_ == 0) refuse(line, "this StatementEnd has no '-- +goose StatementBegin'");
  statement_line_ = 0;
}

std::optional<FileName> read_name(std::string_view path) { return read_numbered_name(path, Part::both); }

std::unique_ptr<SectionReader> read_sections(const std::string& file, Part) {
  return std::make_unique<GooseFile>(file);
}

std::vector<NewFile> new_files(const NewMigration& migration) {
  return {{migration.number + "_" + migration.name + ".sql", "-- +goose Up\n\n-- +goose Down\n"}};
}

}  // namespace

const FileFormat goose_format = [] {
  FileFormat format;
  format.format = Format::goose;
  format.example = "0007_add_index.sql with '-- +goose Up' in it";
  format.no_down = "no down section";
  format.read_name = read_name;
  format.read_sections = read_sections;
  format.new_files = new_files;
  format.marker = prefix;
  return format;
}();

}  // namespace rung::text
