#include "text/layout.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include <rung/error.hpp>

#include "text/format_choice.hpp"
#include "text/pieces.hpp"

namespace rung::text {
namespace {

constexpr std::string_view releases_name = "releases.txt";

/// The layout while it is being found.
class LayoutReader {
 public:
  LayoutReader(const std::string& folder, std::vector<std::string> paths);

  Layout read(Format wanted, const ReadBeginning& read_beginning);

 private:
  void refuse_case_twins() const;
  void take_special_files();
  void take(const std::string& path);
  [[nodiscard]] FileName counted_from_one(const std::string& path, FileName name) const;
  void place(const std::string& path, const FileName& name);
  void take_script(std::string_view& taken, const std::string& path, const MigrationFiles& migration) const;
  void check_pair(const MigrationFiles& migration) const;
  void check_numbers() const;
  [[noreturn]] void refuse(std::string_view path, const std::string& what_is_wrong) const {
    throw SourceError(fmt::format("{}/{}", folder_, path), 0, 0, what_is_wrong);
  }

  const std::string& folder_;
  std::vector<std::string> paths_;
  Layout layout_;
  bool begins_at_zero_ = false;
  std::map<std::int64_t, MigrationFiles> migrations_;
};

LayoutReader::LayoutReader(const std::string& folder, std::vector<std::string> paths)
    : folder_(folder), paths_(std::move(paths)) {
  paths_.erase(std::remove_if(paths_.begin(), paths_.end(), is_hidden), paths_.end());
  std::sort(paths_.begin(), paths_.end());
}

Layout LayoutReader::read(Format wanted, const ReadBeginning& read_beginning) {
  refuse_case_twins();
  take_special_files();
  layout_.format = &choose_format(folder_, paths_, wanted, read_beginning);
  begins_at_zero_ = layout_.format->numbering == Numbering::from_zero &&
                    std::any_of(paths_.begin(), paths_.end(), [this](const std::string& path) {
                      const auto name = layout_.format->read_name(path);
                      return name && name->problem.empty() && name->version.is_base();
                    });
  for (const std::string& path : paths_) take(path);
  layout_.migrations.reserve(migrations_.size());
  for (auto& [version, migration] : migrations_) {
    check_pair(migration);
    layout_.migrations.push_back(std::move(migration));
  }
  if (layout_.migrations.empty()) refuse_empty(folder_, wanted);
  if (layout_.format->numbering == Numbering::consecutive) check_numbers();
  layout_.paths = std::move(paths_);  // The strings stay where they are ([container.requirements.general]).
  return std::move(layout_);
}

void LayoutReader::refuse_case_twins() const {
  // One of two twins has an upper-case letter; few folders have any.
  if (std::none_of(paths_.begin(), paths_.end(), has_upper_case)) return;
  std::unordered_map<std::string, const std::string*> seen;
  for (const std::string& path : paths_) {
    const auto [twin, is_new] = seen.emplace(lower(path), &path);
    if (is_new) continue;
    refuse(path,
           fmt::format(
               "differs from '{}' in case only, so that the two are one file on some machines; rename one",
               *twin->second));
  }
}

/// Takes what is the same in every format out of `paths_`.
void LayoutReader::take_special_files() {
  const auto is_special = [this](const std::string& path) {
    if (lower(path) == releases_name) {
      if (path != releases_name) refuse(path, "the release map is called 'releases.txt', in lower case");
      layout_.releases = path;
      return true;
    }
    constexpr std::string_view beginning = "initial_";
    if (!starts_with(path, beginning)) return false;
    const std::string_view digits = leading_digits(std::string_view(path).substr(beginning.size()));
    if (digits.empty() || path.substr(beginning.size() + digits.size()) != ".sql") return false;
    FileName name;
    read_version(digits, name);
    if (!name.problem.empty()) refuse(path, name.problem);
    if (!layout_.initial.empty()) {
      refuse(path, fmt::format("'{}' is an initial script already; keep one", layout_.initial));
    }
    layout_.initial = path;
    layout_.initial_version = name.version;
    return true;
  };
  paths_.erase(std::remove_if(paths_.begin(), paths_.end(), is_special), paths_.end());
}

void LayoutReader::take(const std::string& path) {
  const auto name = layout_.format->read_name(path);
  if (!name) return refuse_stray(folder_, path, *layout_.format);
  if (!name->problem.empty()) refuse(path, name->problem);
  const auto is_control = [](unsigned char c) { return c < ' ' || c == 0x7F; };
  if (std::any_of(name->name.begin(), name->name.end(), is_control)) {
    refuse(path, "the migration's name holds a control character; rename the file");
  }
  place(path, begins_at_zero_ ? counted_from_one(path, *name) : *name);
}

FileName LayoutReader::counted_from_one(const std::string& path, FileName name) const {
  const std::int64_t number = name.version.number();
  if (number == std::numeric_limits<std::int64_t>::max()) refuse(path, "there is no version behind this one");
  name.version = Version{number + 1};
  return name;
}

void LayoutReader::place(const std::string& path, const FileName& name) {
  // Mostly the next one: paths are in order, and so are most versions.
  MigrationFiles& migration = migrations_.try_emplace(migrations_.end(), name.version.number())->second;
  if (migration.version.is_base()) {
    migration.version = name.version;
    migration.name = name.name;
  }
  switch (name.part) {
    case Part::settings:
      migration.up_settings = migration.down_settings = path;
      break;
    case Part::up_settings:
      migration.up_settings = path;
      break;
    case Part::down_settings:
      migration.down_settings = path;
      break;
    case Part::folder:
      take_script(migration.folder, path, migration);
      break;
    case Part::up:
    case Part::both:
      take_script(migration.up, path, migration);
      break;
    case Part::down:
      take_script(migration.down, path, migration);
      break;
  }
  if (name.part == Part::both) migration.down = path;
  if (migration.name == name.name) return;
  refuse(path,
         fmt::format(
             "the files of version {} have different names: '{}' and '{}'; rename one, or give it another "
             "version",
             to_string(name.version), migration.name, name.name));
}

void LayoutReader::take_script(std::string_view& taken, const std::string& path,
                               const MigrationFiles& migration) const {
  if (!taken.empty()) {
    refuse(path, fmt::format("version {} is taken already, by '{}'; give one of the two another version",
                             to_string(migration.version), taken));
  }
  taken = path;
}

void LayoutReader::check_pair(const MigrationFiles& migration) const {
  if (!migration.up.empty()) return;
  if (migration.down.empty()) {
    const std::string_view alone = !migration.folder.empty()        ? migration.folder
                                   : !migration.up_settings.empty() ? migration.up_settings
                                                                    : migration.down_settings;
    refuse(alone, "this migration has no up script; add one, or remove this");
  }
  refuse(migration.down, "this is a down without its up; add the up script, or remove this one");
}

void LayoutReader::check_numbers() const {
  std::int64_t last = 0;
  for (const MigrationFiles& migration : layout_.migrations) {
    const std::int64_t version = migration.version.number();
    if (last != 0 && version != last + 1) {
      refuse(migration.up,
             fmt::format("there is a gap before this step: '{}_to_{}.sql' is missing", last, last + 1));
    }
    last = version;
  }
}

}  // namespace

Layout lay_out(const std::string& folder, std::vector<std::string> paths, Format wanted,
               const ReadBeginning& read_beginning) {
  return LayoutReader(folder, std::move(paths)).read(wanted, read_beginning);
}

bool is_hidden(std::string_view path) noexcept {
  return starts_with(path, ".") || path.find("/.") != std::string_view::npos;
}

}  // namespace rung::text
