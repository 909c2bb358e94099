#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <rung/error.hpp>
#include <rung/load_directory.hpp>

#include "rest_of_set.hpp"
#include "set_builder.hpp"
#include "source/folder_listing.hpp"
#include "source/script_file.hpp"
#include "text/layout.hpp"
#include "text/releases.hpp"

namespace rung {
namespace {

using embedded::ActionKind;

/// A script with what its surroundings say of it.
struct FoundIn {
  const source::ScriptFile* file;
  text::FoundScript script;
  Transaction said;  ///< By the format's own words, in the file or beside it.
};

/// What the format's own words say, and what our annotation says, may not differ.
Transaction transaction_of(const FoundIn& found) {
  const Transaction transaction = found.script.annotations.transaction.value_or(found.said);
  if (found.said == Transaction::wrapped || transaction == found.said) return transaction;
  throw SourceError(
      std::string(found.file->name()), found.script.section.first_line, 0,
      fmt::format("the format's own words say 'no transaction', the annotation 'transaction {}'; keep "
                  "one of the two",
                  to_string(transaction)));
}

std::string without_end_slash(std::string folder) {
  while (folder.size() > 1 && folder.back() == '/') folder.pop_back();
  return folder;
}

/// A folder by the names of its files.
struct Folder {
  std::string path;
  DirectoryOptions options;
  text::Layout layout;
};

/// Reads the files of one folder into a set.
class FolderReader {
 public:
  /// Borrows the folder.
  explicit FolderReader(const Folder& folder)
      : folder_(folder.path),
        options_(folder.options),
        layout_(folder.layout),
        builder_(folder.options.dialect) {}

  MigrationSet read() {
    builder_.reserve(layout_.migrations.size());
    for (const text::MigrationFiles& files : layout_.migrations) add_migration(files);
    if (!layout_.initial.empty()) add_initial();
    if (!layout_.releases.empty()) add_releases();
    return builder_.build();
  }

  /// Reads the release map alone.
  MigrationSet read_names(std::shared_ptr<embedded::Rest> rest) {
    std::vector<std::int64_t> versions;
    versions.reserve(layout_.migrations.size());
    for (const text::MigrationFiles& files : layout_.migrations) versions.push_back(files.version.number());
    if (!layout_.initial.empty()) builder_.set_initial(layout_.initial_version, {});
    if (!layout_.releases.empty()) add_releases();
    return builder_.build_versions(std::move(versions), std::move(rest));
  }

 private:
  void add_migration(const text::MigrationFiles& files);
  void add_initial();
  void add_releases();
  [[nodiscard]] Transaction read_settings(std::string_view path) const;
  embedded::Action down_action(const FoundIn& up, const std::optional<FoundIn>& down,
                               std::string_view missing);
  embedded::Action action(const FoundIn& found);
  embedded::Script script(const FoundIn& found) {
    return found.file->script(found.script, transaction_of(found), options_.dialect, options_.variables,
                              builder_);
  }

  const std::string& folder_;
  const DirectoryOptions& options_;
  const text::Layout& layout_;
  SetBuilder builder_;
};

Transaction FolderReader::read_settings(std::string_view path) const {
  if (path.empty()) return Transaction::wrapped;
  const std::string file = source::path_in(folder_, path);
  return layout_.format->read_settings(file, source::read_small_file(file));
}

void FolderReader::add_migration(const text::MigrationFiles& files) {
  const auto open = [&](std::string_view path, text::Part part) {
    const std::string_view name = builder_.keep(source::path_in(folder_, path));
    return source::ScriptFile(name, layout_.format->read_sections(std::string(name), part));
  };
  const Transaction up_settings = read_settings(files.up_settings);
  const Transaction down_settings =
      files.down_settings == files.up_settings ? up_settings : read_settings(files.down_settings);
  const auto found_in = [](const source::ScriptFile& file, const text::FoundScript& script,
                           Transaction settings) {
    const Transaction said = script.section.transaction;
    return FoundIn{&file, script, said == Transaction::wrapped ? settings : said};
  };
  const bool one_file = files.up == files.down;
  const source::ScriptFile up_file = open(files.up, one_file ? text::Part::both : text::Part::up);
  const FoundIn up = found_in(up_file, up_file.content().up.value(), up_settings);
  std::optional<source::ScriptFile> down_file;
  std::optional<FoundIn> down;
  if (one_file && up_file.content().down) {
    down = found_in(up_file, *up_file.content().down, down_settings);
  } else if (!one_file && !files.down.empty()) {
    down_file.emplace(open(files.down, text::Part::down));
    down = found_in(*down_file, down_file->content().down.value(), down_settings);
  }

  embedded::Migration migration;
  migration.version = files.version.number();
  migration.name = builder_.keep(files.name);
  migration.up = action(up);
  migration.down = down_action(up, down, layout_.format->no_down);
  migration.checksum = migration.up.script.checksum;
  const text::Annotations& said = up.script.annotations;
  migration.oldest_reader = said.oldest_reader ? said.oldest_reader->number() : 0;
  builder_.add(migration);
}

embedded::Action FolderReader::down_action(const FoundIn& up, const std::optional<FoundIn>& down,
                                           std::string_view missing) {
  const std::optional<std::string>& reason = up.script.annotations.irreversible;
  if (!down) return {ActionKind::irreversible, {}, builder_.keep(reason ? *reason : missing)};
  if (!reason) return action(*down);
  throw SourceError(std::string(down->file->name()), down->script.section.first_line, 0,
                    "here is a down, but the up says that it is irreversible; take one of the two away");
}

embedded::Action FolderReader::action(const FoundIn& found) {
  const std::optional<std::string>& routine = found.script.annotations.routine;
  if (routine && transaction_of(found) == Transaction::none) {
    throw SourceError(
        std::string(found.file->name()), found.script.section.first_line, 0,
        fmt::format("the routine '{}' cannot run outside a transaction; split what needs that into a "
                    "script of its own",
                    *routine));
  }
  return {routine ? ActionKind::routine : ActionKind::script, script(found),
          builder_.keep(routine ? std::string_view(*routine) : "")};
}

void FolderReader::add_initial() {
  const std::string_view name = builder_.keep(source::path_in(folder_, layout_.initial));
  const source::ScriptFile file(name, std::make_unique<text::WholeFile>(Direction::up),
                                text::ScriptRole::initial);
  builder_.set_initial(layout_.initial_version,
                       script({&file, file.content().up.value(), Transaction::wrapped}));
}

void FolderReader::add_releases() {
  const std::string file = source::path_in(folder_, layout_.releases);
  for (const text::ReleaseLine& line : text::read_releases(file, source::read_small_file(file))) {
    const Version version = line.release.version;
    const auto has_it = [version](const text::MigrationFiles& files) { return files.version == version; };
    if (!version.is_base() && std::none_of(layout_.migrations.begin(), layout_.migrations.end(), has_it)) {
      throw SourceError(file, line.line, 0,
                        fmt::format("release '{}' is mapped to version {}, which no migration here has",
                                    line.release.name, to_string(version)));
    }
    const embedded::Release row{builder_.keep(line.release.name), version.number(),
                                line.release.stop == Release::Stop::required};
    builder_.add_release(row, file, line.line);
  }
}

}  // namespace

MigrationSet load_directory(const std::string& path, const DirectoryOptions& options) {
  Folder folder{without_end_slash(path), options, {}};
  folder.layout = text::lay_out(folder.path, source::list_folder(folder.path), options.format,
                                source::beginnings_in(folder.path));
  if (options.reading == Reading::now) return FolderReader(folder).read();
  auto listed = std::make_shared<const Folder>(std::move(folder));
  return FolderReader(*listed).read_names(
      std::make_shared<RestOfSet>([listed] { return FolderReader(*listed).read(); }));
}

}  // namespace rung
