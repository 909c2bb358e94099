#pragma once

#include <string>

#include <rung/migration_set.hpp>

namespace rung {

/// Who runs: what the version row remembers of the program that last moved the head.
struct Program {
  std::string name;  ///< May be empty.
  std::string
      release;  ///< May be empty: then it cannot be told apart from others with the same newest version.
};

/// The release that was given or, if none was, the last one that the set's release map names for its newest
/// version.
inline Program identify(const MigrationSet& set, std::string name, std::string release) {
  if (release.empty()) release = set.releases().last_name_of(set.newest());
  return {std::move(name), std::move(release)};
}

}  // namespace rung
