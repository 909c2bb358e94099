#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <rung/checksum.hpp>
#include <rung/dialect.hpp>
#include <rung/direction.hpp>
#include <rung/embedded.hpp>
#include <rung/migration.hpp>
#include <rung/release_map.hpp>
#include <rung/version.hpp>

namespace rung {

/// One migration of a set, as a view: valid as long as any copy of its MigrationSet.
class MigrationView {
 public:
  /// The set that holds the migration must outlive it.
  explicit MigrationView(const embedded::Migration& migration) noexcept : migration_(&migration) {}

  /// Of the migration.
  [[nodiscard]] Version version() const { return {migration_->version}; }
  /// Valid as long as the set.
  [[nodiscard]] std::string_view name() const noexcept { return migration_->name; }
  /// What is executed in this direction; valid as long as the set.
  [[nodiscard]] const embedded::Action& action(Direction direction) const noexcept {
    return direction == Direction::up ? migration_->up : migration_->down;
  }
  /// Whether there is a way down.
  [[nodiscard]] bool reversible() const noexcept {
    return migration_->down.kind != embedded::ActionKind::irreversible;
  }
  /// Of the up text; a down may be mended freely.
  [[nodiscard]] Checksum checksum() const;
  /// The oldest version that can work on the schema after this step: as declared, or its own version.
  [[nodiscard]] Version oldest_reader() const;

 private:
  const embedded::Migration* migration_;
};

/// All migrations that a program knows, ascending, with its release map and optional initial script.
///
/// An immutable handle: copying costs a reference count, and a set compiled in by `rung_embed_migrations()`
/// costs nothing to make, however long it is. Safe to read from several threads.
class MigrationSet {
 public:
  /// Knows nothing: its newest version is `base`.
  MigrationSet();

  /// Takes the migrations in any order and keeps their texts. Throws SourceError, naming the culprit, on: a
  /// version or a routine id given twice, an Irreversible up, a routine with `Transaction::none`, an
  /// `oldest_reader` that is not in the set or above its own version, a release of an unknown version, an
  /// initial script of an unknown one.
  MigrationSet(
      std::vector<Migration> migrations,  // NOLINT(google-explicit-constructor): `set{{ {1, …}, … }}`
      const ReleaseMap& releases = {}, std::optional<InitialScript> initial = std::nullopt,
      Dialect dialect = Dialect::any);

  /// Tables that live as long as the program, or that `owner` keeps alive.
  explicit MigrationSet(const embedded::Set& set, std::shared_ptr<const void> owner = nullptr) noexcept;

  /// Of a set of which only the versions are known, `rest` makes what is missing; for rung's own use, and for
  /// what `rung-embed` writes.
  MigrationSet(const embedded::Set& set, std::shared_ptr<const void> owner,
               std::shared_ptr<embedded::Rest> rest) noexcept;

  /// The same set with a function for the routine that a script names (`-- rung: routine split_name/1`).
  /// Throws SourceError if no migration names this id, or if it has a function already. A routine that is
  /// still unbound is found when a plan needs it, and refused.
  [[nodiscard]] MigrationSet bind(std::string_view id, RoutineFunction function) const;

  /// The same migrations with their functions, and nothing else: no releases, no initial script.
  [[nodiscard]] MigrationSet migrations_only() const;

  /// How many migrations it has.
  [[nodiscard]] std::size_t size() const noexcept { return set_->migration_count; }
  /// Whether it has no migration.
  [[nodiscard]] bool empty() const noexcept { return size() == 0; }
  /// `index` counts from 0 and must be below size().
  [[nodiscard]] MigrationView operator[](std::size_t index) const {
    return MigrationView(whole().migrations[index]);
  }
  /// In O(log size). Nothing if the set does not know this version.
  [[nodiscard]] std::optional<MigrationView> find(Version version) const;
  /// How many migrations are at or below `version`: the index of the first one above it.
  [[nodiscard]] std::size_t count_up_to(Version version) const noexcept;

  /// The highest version; `base` for an empty set.
  [[nodiscard]] Version newest() const;
  /// Of the whole set applied; precomputed, like the floor.
  [[nodiscard]] Checksum chain() const;
  /// Of the whole set applied (see `extend_versions`): computed at each call, from names alone.
  [[nodiscard]] Checksum versions() const;
  /// The oldest version that can work on the schema of the newest.
  [[nodiscard]] Version floor() const;
  /// Which release has which version; valid as long as the set.
  [[nodiscard]] ReleaseMap releases() const noexcept;
  /// Nothing if there is no initial script.
  [[nodiscard]] std::optional<Version> initial_version() const;
  /// Without a text if the set has none.
  [[nodiscard]] const embedded::Script& initial_script() const { return whole().initial; }
  /// Of its SQL; `any` goes with every database.
  [[nodiscard]] Dialect dialect() const noexcept { return set_->dialect; }
  /// Null if no function is bound to this id.
  [[nodiscard]] const RoutineFunction* routine(std::string_view id) const noexcept;

  /// Whether only names are known so far: of a folder that is read when it is needed (see
  /// `DirectoryOptions::reading`). Then whatever asks for more than versions, names and releases reads all
  /// files, once, and throws SourceError as `load_directory` does.
  [[nodiscard]] bool knows_names_only() const noexcept;
  /// Reads what is not known yet; nothing happens where all is. Throws SourceError.
  void read() const { static_cast<void>(whole()); }

 private:
  struct Bindings;

  friend class RestOfSet;

  [[nodiscard]] const embedded::Set& whole() const { return rest_ == nullptr ? *set_ : rest_->set(); }
  [[nodiscard]] Version version_at(std::size_t index) const;

  const embedded::Set* set_;
  std::shared_ptr<const void> owner_;
  std::shared_ptr<const Bindings> bindings_;
  std::shared_ptr<embedded::Rest> rest_;  ///< Null where the tables hold everything.
};

}  // namespace rung
