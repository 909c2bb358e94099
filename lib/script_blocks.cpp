#include "script_blocks.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <string>
#include <system_error>

#include <fmt/format.h>

#include <rung/error.hpp>

namespace rung {

namespace {

struct Close {
  void operator()(std::FILE* file) const noexcept {
    std::fclose(file);
  }  // Nothing was written: it cannot matter.
};

}  // namespace

struct ScriptBlocks::State {
  const embedded::Script* script;
  std::unique_ptr<std::FILE, Close> file;  // Null: the text is in memory.
  std::unique_ptr<char[]> buffer;          // NOLINT(modernize-avoid-c-arrays): of `block_size`, not zeroed.
  std::uint64_t passed = 0;                // Bytes that were given.

  explicit State(const embedded::Script& of) : script(&of) {
    if (script->in_memory) return;
    const std::string path(script->file);
    file.reset(std::fopen(path.c_str(), "rb"));
    if (file == nullptr) fail("cannot be opened", errno);
    // Blocks are large: a second buffer would only copy them.
    std::setvbuf(file.get(), nullptr, _IONBF, 0);
    // One size for all: of blocks that come and go malloc gives the small ones back to the system at the
    // heap's end, and takes them again with new pages, and SQLite's own with them. Where it has seen a large
    // one go it keeps as much (mallopt(3), M_TRIM_THRESHOLD).
    buffer.reset(new char[block_size]);
    if (std::fseek(file.get(), static_cast<long>(script->offset), SEEK_SET) != 0)
      fail("cannot be read", errno);
  }

  [[noreturn]] void fail(const char* what, int reason) const {
    throw SourceError(std::string(script->file), 0, 0,
                      fmt::format("{}: {}", what, std::generic_category().message(reason)));
  }

  std::string_view next_of_memory() {
    const std::string_view block = script->text.substr(passed, block_size);
    passed += block.size();
    return block;
  }

  std::string_view next_of_file() {
    const std::uint64_t left = script->size - passed;
    if (left == 0) return {};
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(left, block_size));
    const std::size_t got = std::fread(buffer.get(), 1, wanted, file.get());
    if (got < wanted && std::ferror(file.get()) != 0) fail("cannot be read", errno);
    if (got < wanted) {
      throw SourceError(std::string(script->file), 0, 0,
                        "the file has become shorter since it was planned: leave it as it is while it runs");
    }
    passed += got;
    return {buffer.get(), got};
  }
};

ScriptBlocks::ScriptBlocks(const embedded::Script& script) : state_(std::make_unique<State>(script)) {}
ScriptBlocks::~ScriptBlocks() = default;
ScriptBlocks::ScriptBlocks(ScriptBlocks&&) noexcept = default;
ScriptBlocks& ScriptBlocks::operator=(ScriptBlocks&&) noexcept = default;

std::string_view ScriptBlocks::next() {
  return state_->file == nullptr ? state_->next_of_memory() : state_->next_of_file();
}

}  // namespace rung
