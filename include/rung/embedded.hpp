#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string_view>
#include <vector>

#include <rung/dialect.hpp>
#include <rung/script.hpp>

/// The tables of a MigrationSet, and what `rung-embed` writes into a program to make them of. Everything
/// above sees one form, whether a set was compiled in, declared in C++ or read from a folder.
namespace rung::embedded {

/// What is known of a script without reading it again: one bit for each thing that a plan asks.
enum Trait : std::uint32_t {
  drops_table = 1U << 0U,            ///< a `DROP TABLE`
  changes_rows = 1U << 1U,           ///< `DELETE`, `UPDATE` or `REPLACE`
  switches_foreign_keys = 1U << 2U,  ///< `PRAGMA foreign_keys`, honoured and dropped in a wrapped script
  changes_settings = 1U << 3U,       ///< a word that may change the session's settings (semantics.md §6)
  adds_enum_value = 1U << 4U,        ///< `ALTER TYPE … ADD VALUE`
  changes_schema = 1U << 5U,         ///< any DDL
};

/// Where the bytes of a script are, and what its survey found.
struct Script {
  std::string_view text;         ///< In memory; used if `file` is empty or `in_memory` is true.
  std::string_view file;         ///< The file it came from, as UTF-8; empty if it was declared in C++.
  std::uint64_t offset = 0;      ///< Of the first byte within `file`.
  std::uint64_t size = 0;        ///< In bytes.
  std::string_view checksum;     ///< 64 hex digits of the whole script; set where it is read from a file.
  std::uint64_t statements = 0;  ///< That will be executed.
  std::uint32_t traits = 0;      ///< Trait bits.
  std::uint32_t first_line = 1;  ///< The line of `file` that the first byte stands on.
  bool in_memory = true;         ///< False: read `size` bytes of `file` from `offset` on when it runs.
  Transaction transaction = Transaction::wrapped;
  ForeignKeys foreign_keys = ForeignKeys::as_session;
  Dialect surveyed = Dialect::any;  ///< The dialect it was surveyed in; `any`: not yet, `statements` and
                                    ///< `traits` mean nothing.
};

enum class ActionKind { script, routine, irreversible };

struct Action {
  ActionKind kind = ActionKind::irreversible;
  Script script;          ///< Of a script; of a routine only `transaction`, `file` and `first_line` count.
  std::string_view word;  ///< The id of a routine, the reason of an irreversible.
};

struct Migration {
  std::int64_t version = 0;
  std::string_view name;
  Action up;
  Action down;
  std::int64_t oldest_reader = 0;  ///< 0: none was given.
  std::string_view checksum;       ///< 64 hex digits.
};

struct Release {
  std::string_view name;
  std::int64_t version = 0;  ///< 0 is `base`.
  bool stop = false;         ///< A required release: a longer upgrade has to stop here.
};

/// A whole set, ascending by version.
struct Set {
  const Migration* migrations = nullptr;  ///< Null while only the versions are known.
  std::size_t migration_count = 0;
  const Release* releases = nullptr;
  std::size_t release_count = 0;
  std::int64_t initial_version = 0;  ///< 0: there is no initial script.
  Script initial;
  std::string_view chain;  ///< Of the whole set applied: 64 hex digits; empty while it is not known.
  std::int64_t floor = 0;  ///< Of the whole set applied.
  Dialect dialect = Dialect::any;
  const std::int64_t* versions = nullptr;  ///< Of the migrations; null: as these say.
};

/// What makes the rest of a set of which only the versions are known, at the first need.
class Rest {
 public:
  Rest() = default;
  virtual ~Rest() = default;
  Rest(const Rest&) = delete;
  Rest& operator=(const Rest&) = delete;

  /// The whole set, for as long as this lives. Safe from several threads.
  virtual const Set& set() = 0;
  /// Whether it was made already.
  [[nodiscard]] virtual bool is_made() const noexcept = 0;
};

// What `rung-embed` writes: constants without a single pointer. A pointer costs a program that can be loaded
// anywhere (PIE) work at each start, and a page of memory of its own; with numbers, ten thousand migrations
// cost a boot with nothing to do neither.

/// A part of PackedSet::words.
struct PackedWord {
  std::uint32_t begin = 0;
  std::uint32_t size = 0;
};

struct PackedScript {
  std::uint64_t text = 0;  ///< Where in PackedSet::texts it begins.
  PackedWord file;
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
  std::uint32_t first_line = 1;
  Transaction transaction = Transaction::wrapped;
  ForeignKeys foreign_keys = ForeignKeys::as_session;
  Dialect surveyed = Dialect::any;
  std::uint64_t statements = 0;
  std::uint32_t traits = 0;
  PackedWord checksum;
};

struct PackedAction {
  ActionKind kind = ActionKind::irreversible;
  PackedScript script;
  PackedWord word;
};

struct PackedMigration {
  std::int64_t version = 0;
  PackedWord name;
  PackedAction up;
  PackedAction down;
  std::int64_t oldest_reader = 0;
  PackedWord checksum;
};

/// The migrations and the initial script of a set.
struct PackedSet {
  const PackedMigration* migrations = nullptr;
  std::size_t migration_count = 0;
  PackedScript initial;
  const char* words = nullptr;
  const char* texts = nullptr;
};

/// Makes the tables of a set from what was packed.
class Unpacked final : public Rest {
 public:
  /// `set` is all but the migrations and the initial script's text. Borrows both.
  Unpacked(const Set& set, const PackedSet& packed) noexcept : set_(set), packed_(&packed) {}

  const Set& set() override;
  [[nodiscard]] bool is_made() const noexcept override { return true; }

 private:
  Set set_;
  const PackedSet* packed_;
  std::vector<Migration> migrations_;
  std::once_flag once_;
};

}  // namespace rung::embedded
