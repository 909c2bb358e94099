#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include <rung/error.hpp>
#include <rung/migration_set.hpp>

#include "rest_of_set.hpp"
#include "set_builder.hpp"
#include "text_hash.hpp"

namespace rung {

struct MigrationSet::Bindings {
  std::map<std::string, RoutineFunction, std::less<>> functions;
};

namespace {

embedded::Script table_row(const Script& script, SetBuilder& builder) {
  embedded::Script row;
  row.text = builder.keep(script.text());
  row.size = row.text.size();
  row.transaction = script.transaction();
  row.foreign_keys = script.foreign_keys();
  return row;
}

struct ToTableRow {
  SetBuilder* builder;

  embedded::Action operator()(const Script& script) const {
    return {embedded::ActionKind::script, table_row(script, *builder), {}};
  }
  embedded::Action operator()(const Routine& routine) const {
    embedded::Action action{embedded::ActionKind::routine, {}, builder->keep(routine.id)};
    action.script.transaction = routine.transaction;
    return action;
  }
  embedded::Action operator()(const Irreversible& irreversible) const {
    return {embedded::ActionKind::irreversible, {}, builder->keep(irreversible.reason)};
  }
};

Checksum checksum_of(const Action& up) {
  if (const auto* script = std::get_if<Script>(&up)) return checksum_of_text(script->text());
  if (const auto* routine = std::get_if<Routine>(&up)) return checksum_of_routine(routine->id);
  return {};
}

embedded::Migration table_row(const Migration& migration, SetBuilder& builder) {
  embedded::Migration row;
  row.version = migration.version.number();
  row.name = builder.keep(migration.name);
  row.up = std::visit(ToTableRow{&builder}, migration.up);
  row.down = std::visit(ToTableRow{&builder}, migration.down);
  row.oldest_reader = migration.oldest_reader ? migration.oldest_reader->number() : 0;
  row.checksum = builder.keep(checksum_of(migration.up).digits());
  return row;
}

bool names_routine(const embedded::Action& action, std::string_view id) {
  return action.kind == embedded::ActionKind::routine && action.word == id;
}

}  // namespace

Checksum MigrationView::checksum() const {
  return Checksum::parse(migration_->checksum).value_or(Checksum{});
}

Version MigrationView::oldest_reader() const {
  return {migration_->oldest_reader == 0 ? migration_->version : migration_->oldest_reader};
}

MigrationSet::MigrationSet() : MigrationSet(SetBuilder(Dialect::any).build()) {}

MigrationSet::MigrationSet(std::vector<Migration> migrations, const ReleaseMap& releases,
                           std::optional<InitialScript> initial, Dialect dialect)
    : set_(nullptr) {
  SetBuilder builder(dialect);
  builder.reserve(migrations.size());
  auto bindings = std::make_shared<Bindings>();
  std::set<std::string> declared;
  for (Migration& migration : migrations) {
    builder.add(table_row(migration, builder));
    for (Action* action : {&migration.up, &migration.down}) {
      auto* const routine = std::get_if<Routine>(action);
      if (routine == nullptr) continue;
      if (!declared.insert(routine->id).second) {
        throw SourceError(
            fmt::format("migration {} '{}': routine '{}' is declared twice; give each its own id",
                        to_string(migration.version), migration.name, routine->id));
      }
      if (routine->function) bindings->functions.emplace(routine->id, std::move(routine->function));
    }
  }
  for (const embedded::Release& release : releases) {
    builder.add_release({builder.keep(release.name), release.version, release.stop});
  }
  if (initial) builder.set_initial(initial->version, table_row(initial->script, builder));
  *this = builder.build();
  bindings_ = std::move(bindings);
}

MigrationSet::MigrationSet(const embedded::Set& set, std::shared_ptr<const void> owner) noexcept
    : set_(&set), owner_(std::move(owner)) {}

MigrationSet::MigrationSet(const embedded::Set& set, std::shared_ptr<const void> owner,
                           std::shared_ptr<embedded::Rest> rest) noexcept
    : set_(&set), owner_(std::move(owner)), rest_(std::move(rest)) {}

const embedded::Set& RestOfSet::set() {
  std::call_once(once_, [this] {
    whole_ = read_();
    read_ = nullptr;  // With what it holds: the names of all files.
    is_read_ = true;
  });
  return *whole_->set_;
}

bool MigrationSet::knows_names_only() const noexcept { return rest_ != nullptr && !rest_->is_made(); }

Version MigrationSet::version_at(std::size_t index) const {
  return {set_->versions == nullptr ? set_->migrations[index].version : set_->versions[index]};
}

MigrationSet MigrationSet::bind(std::string_view id, RoutineFunction function) const {
  const auto names_it = [id](const embedded::Migration& migration) {
    return names_routine(migration.up, id) || names_routine(migration.down, id);
  };
  const embedded::Set& set = whole();
  if (std::none_of(set.migrations, set.migrations + set.migration_count, names_it)) {
    throw SourceError(fmt::format("no migration of this set names the routine '{}' that is bound to it", id));
  }
  auto bindings = bindings_ ? std::make_shared<Bindings>(*bindings_) : std::make_shared<Bindings>();
  if (!bindings->functions.emplace(id, std::move(function)).second) {
    throw SourceError(fmt::format("the routine '{}' is bound twice", id));
  }
  MigrationSet bound = *this;
  bound.bindings_ = std::move(bindings);
  return bound;
}

MigrationSet MigrationSet::migrations_only() const {
  struct Only {
    embedded::Set set;
    MigrationSet owner;
  };
  auto only = std::make_shared<Only>(Only{whole(), *this});
  only->set.releases = nullptr;
  only->set.release_count = 0;
  only->set.initial_version = 0;
  only->set.initial = {};
  MigrationSet migrations(only->set, only);
  migrations.bindings_ = bindings_;
  return migrations;
}

std::size_t MigrationSet::count_up_to(Version version) const noexcept {
  std::size_t first = 0;
  for (std::size_t end = size(); first < end;) {
    const std::size_t middle = first + (end - first) / 2;
    if (version_at(middle) <= version) {
      first = middle + 1;
    } else {
      end = middle;
    }
  }
  return first;
}

std::optional<MigrationView> MigrationSet::find(Version version) const {
  const std::size_t count = count_up_to(version);
  if (count == 0 || version_at(count - 1) != version) return std::nullopt;
  return (*this)[count - 1];
}

Version MigrationSet::newest() const { return empty() ? Version::base() : version_at(size() - 1); }

Checksum MigrationSet::chain() const {
  const std::string_view known = set_->chain.empty() ? whole().chain : set_->chain;
  return Checksum::parse(known).value_or(Checksum{});
}

Checksum MigrationSet::versions() const {
  Checksum versions;
  for (std::size_t i = 0; i < size(); ++i) versions = extend_versions(versions, version_at(i));
  return versions;
}

Version MigrationSet::floor() const {
  const std::int64_t known = set_->chain.empty() ? whole().floor : set_->floor;
  return known == 0 ? Version::base() : Version{known};
}

ReleaseMap MigrationSet::releases() const noexcept { return {set_->releases, set_->release_count}; }

std::optional<Version> MigrationSet::initial_version() const {
  if (set_->initial_version == 0) return std::nullopt;
  return Version{set_->initial_version};
}

const RoutineFunction* MigrationSet::routine(std::string_view id) const noexcept {
  if (!bindings_) return nullptr;
  const auto found = bindings_->functions.find(id);
  return found == bindings_->functions.end() ? nullptr : &found->second;
}

}  // namespace rung
