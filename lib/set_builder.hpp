#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include <rung/embedded.hpp>
#include <rung/migration_set.hpp>

namespace rung {

/// Makes a MigrationSet: owns the texts, sorts, checks that the set holds together, and computes chain and
/// floor. A set declared in C++ and one read from a folder both come from here, so the rules stand once.
class SetBuilder {
 public:
  explicit SetBuilder(Dialect dialect);
  ~SetBuilder();

  /// Keeps a copy of the text for as long as the set lives, and returns the view to put into the tables.
  std::string_view keep(std::string_view text);

  /// The same of a script that stands in a file, if it is a small one: most are, and opening a file again
  /// takes longer than all else that is done with it. Together they are 256 kB at most; of the rest, an
  /// empty view, and each is read when it runs.
  std::string_view keep_if_small(std::string_view script);

  /// Makes room for so many migrations.
  void reserve(std::size_t count);
  /// In any order. A migration's `checksum` must be filled in; its texts must be kept, or static.
  void add(const embedded::Migration& migration);
  void add_release(const embedded::Release& release, std::string_view file = {}, std::uint64_t line = 0);
  void set_initial(Version version, const embedded::Script& script);

  /// Throws SourceError, with the file where there is one, on: a version given twice (both files are named),
  /// an irreversible up, an `oldest_reader` that is unknown or above its own version, a release or an initial
  /// script of an unknown version, a malformed or repeated release name. Call once.
  MigrationSet build();
  /// The same of migrations of which only versions are known, ascending; `rest` makes the others. Call once.
  MigrationSet build_versions(std::vector<std::int64_t> versions, std::shared_ptr<embedded::Rest> rest);

 private:
  void lay_out();

  struct Tables;
  std::shared_ptr<Tables> tables_;
};

}  // namespace rung
