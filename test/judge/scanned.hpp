#pragma once

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include <rung/dialect.hpp>

namespace rung::test {

/// What our scanner makes of a script.
struct Scanned {
  std::size_t statements = 0;
  std::vector<std::uint64_t> ends;  ///< Behind each `;` that ends a statement.
  std::string error;                ///< Empty if there was none.
  std::string details;  ///< All that is known of each span; not compared with a judge, who has none.

  friend bool operator==(const Scanned& a, const Scanned& b) {
    return a.statements == b.statements && a.ends == b.ends && a.error == b.error;
  }
};

/// For messages.
std::ostream& operator<<(std::ostream& out, const Scanned& scanned);

/// Feeds the script in blocks of `block` bytes, the first of `first` bytes.
Scanned scan(Dialect dialect, std::string_view script, std::size_t first, std::size_t block);
Scanned scan(Dialect dialect, std::string_view script);

/// Whether one byte at a time, and cut in two at any place, it is the same.
bool same_at_every_boundary(Dialect dialect, std::string_view script);

}  // namespace rung::test
