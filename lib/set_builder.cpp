#include "set_builder.hpp"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <cstring>
#include <memory_resource>
#include <utility>

#include <fmt/format.h>

#include <rung/checksum.hpp>
#include <rung/error.hpp>

namespace rung {

struct SetBuilder::Tables {
  std::pmr::monotonic_buffer_resource texts;  // One behind the other: most are a few dozen bytes.
  std::size_t size_of_small_scripts = 0;
  std::vector<embedded::Migration> migrations;
  std::vector<embedded::Release> releases;
  std::vector<std::int64_t> versions;  // Of a set of which no more is known.
  embedded::Set set;
};

namespace {

constexpr std::size_t longest_small_script = std::size_t{16} << 10U;
constexpr std::size_t most_of_small_scripts = std::size_t{256} << 10U;

using embedded::ActionKind;

/// Where a migration's up stands: its file, or its number where it was declared in C++.
std::string place_of(const embedded::Migration& migration) {
  return migration.up.script.file.empty() ? fmt::format("'{}', declared in C++", migration.name)
                                          : std::string(migration.up.script.file);
}

[[noreturn]] void refuse(const embedded::Migration& migration, const std::string& what_is_wrong) {
  const embedded::Script& script = migration.up.script;
  throw SourceError(std::string(script.file), script.file.empty() ? 0 : script.first_line, 0,
                    fmt::format("migration {} '{}': {}", migration.version, migration.name, what_is_wrong));
}

void check_versions(const std::vector<embedded::Migration>& migrations) {
  for (std::size_t i = 1; i < migrations.size(); ++i) {
    if (migrations[i - 1].version != migrations[i].version) continue;
    refuse(migrations[i],
           fmt::format("version {} is taken already, by {}; give one of the two another number",
                       migrations[i].version, place_of(migrations[i - 1])));
  }
}

bool is_known(const std::vector<embedded::Migration>& migrations, std::int64_t version) {
  return std::any_of(migrations.begin(), migrations.end(), [version](const embedded::Migration& migration) {
    return migration.version == version;
  });
}

void check_migration(const embedded::Migration& migration, const std::vector<embedded::Migration>& all) {
  if (migration.up.kind == ActionKind::irreversible)
    refuse(migration, "its up must do something: it is irreversible");
  for (const embedded::Action* action : {&migration.up, &migration.down}) {
    if (action->kind == ActionKind::routine && action->script.transaction == Transaction::none) {
      refuse(migration,
             fmt::format("routine '{}' cannot run outside a transaction: split what needs that into a "
                         "script of its own",
                         action->word));
    }
  }
  if (migration.oldest_reader == 0) return;
  if (migration.oldest_reader > migration.version) {
    refuse(migration,
           fmt::format("its oldest reader, {}, is above its own version", migration.oldest_reader));
  }
  if (!is_known(all, migration.oldest_reader)) {
    refuse(migration,
           fmt::format("its oldest reader, {}, is no version of this set", migration.oldest_reader));
  }
}

void check_release_name(std::string_view name, std::string_view file, std::uint64_t line) {
  const auto is_digit = [](unsigned char c) { return std::isdigit(c) != 0; };
  const auto is_blank = [](unsigned char c) { return c <= ' ' || c == 0x7F; };
  std::string wrong;
  if (name.empty()) {
    wrong = "a release needs a name";
  } else if (name == "base" || name == "newest") {
    wrong = fmt::format("'{}' cannot be a release's name: it is a word for a target", name);
  } else if (std::all_of(name.begin(), name.end(), is_digit)) {
    wrong = fmt::format("'{}' cannot be a release's name: it would be taken for a version; write 'v{}'", name,
                        name);
  } else if (std::any_of(name.begin(), name.end(), is_blank)) {
    wrong = fmt::format("'{}' cannot be a release's name: it holds white space or a control character", name);
  }
  if (!wrong.empty()) throw SourceError(std::string(file), line, 0, wrong);
}

}  // namespace

SetBuilder::SetBuilder(Dialect dialect) : tables_(std::make_shared<Tables>()) {
  tables_->set.dialect = dialect;
}

SetBuilder::~SetBuilder() = default;

std::string_view SetBuilder::keep(std::string_view text) {
  if (text.empty()) return {};
  void* const kept = tables_->texts.allocate(text.size(), 1);
  std::memcpy(kept, text.data(), text.size());
  return {static_cast<const char*>(kept), text.size()};
}

std::string_view SetBuilder::keep_if_small(std::string_view script) {
  const std::size_t size_with_it = tables_->size_of_small_scripts + script.size();
  if (script.size() > longest_small_script || size_with_it > most_of_small_scripts) return {};
  tables_->size_of_small_scripts = size_with_it;
  return keep(script);
}

void SetBuilder::reserve(std::size_t count) { tables_->migrations.reserve(count); }

void SetBuilder::add(const embedded::Migration& migration) { tables_->migrations.push_back(migration); }

void SetBuilder::add_release(const embedded::Release& release, std::string_view file, std::uint64_t line) {
  check_release_name(release.name, file, line);
  const auto same_name = [&](const embedded::Release& other) { return other.name == release.name; };
  if (std::any_of(tables_->releases.begin(), tables_->releases.end(), same_name)) {
    throw SourceError(std::string(file), line, 0, fmt::format("release '{}' is given twice", release.name));
  }
  tables_->releases.push_back(release);
}

void SetBuilder::set_initial(Version version, const embedded::Script& script) {
  if (tables_->set.initial_version != 0) {
    throw SourceError(std::string(script.file), 0, 0,
                      fmt::format("there is an initial script already, at version {}; keep one",
                                  tables_->set.initial_version));
  }
  tables_->set.initial_version = version.number();
  tables_->set.initial = script;
}

MigrationSet SetBuilder::build() {
  auto& migrations = tables_->migrations;
  std::sort(migrations.begin(), migrations.end(),
            [](const auto& a, const auto& b) { return a.version < b.version; });
  check_versions(migrations);

  embedded::Set& set = tables_->set;
  Checksum chain;
  for (const embedded::Migration& migration : migrations) {
    check_migration(migration, migrations);
    const MigrationView view(migration);
    chain = extend_chain(chain, view.version(), view.checksum());
    set.floor = std::max(set.floor, view.oldest_reader().number());
  }
  for (const embedded::Release& release : tables_->releases) {
    if (release.version == 0 || is_known(migrations, release.version)) continue;
    throw SourceError(fmt::format("release '{}' is mapped to {}, which is no version of this set",
                                  release.name, release.version));
  }
  if (set.initial_version != 0 && !is_known(migrations, set.initial_version)) {
    throw SourceError(std::string(set.initial.file), 0, 0,
                      fmt::format("the initial script is at version {}, which is no version of this set",
                                  set.initial_version));
  }
  set.chain = keep(chain.digits());
  set.migrations = migrations.data();
  set.migration_count = migrations.size();
  lay_out();
  return MigrationSet(set, std::move(tables_));
}

MigrationSet SetBuilder::build_versions(std::vector<std::int64_t> versions,
                                        std::shared_ptr<embedded::Rest> rest) {
  embedded::Set& set = tables_->set;
  tables_->versions = std::move(versions);
  set.versions = tables_->versions.data();
  set.migration_count = tables_->versions.size();
  lay_out();
  return {set, std::move(tables_), std::move(rest)};
}

void SetBuilder::lay_out() {
  tables_->set.releases = tables_->releases.data();
  tables_->set.release_count = tables_->releases.size();
}

}  // namespace rung
