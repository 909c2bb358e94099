#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include <rung/embedded.hpp>

namespace rung {

/// Reads the bytes of a script in order, wherever they are. Blocks of a file are at most a megabyte.
class ScriptBlocks {
 public:
  static constexpr std::size_t block_size = std::size_t{1} << 20U;

  /// Borrows `script`. Throws SourceError, naming the file, if it cannot be opened.
  explicit ScriptBlocks(const embedded::Script& script);
  ~ScriptBlocks();
  ScriptBlocks(ScriptBlocks&&) noexcept;
  ScriptBlocks& operator=(ScriptBlocks&&) noexcept;

  /// The next block, valid until the next call; empty at the end. Throws SourceError if the file is shorter
  /// than it was, or cannot be read.
  std::string_view next();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace rung
