#pragma once

#include <cstddef>

namespace rung::test {

/// What the whole program has taken from the heap so far, by `operator new`.
struct HeapUse {
  std::size_t allocations;
  std::size_t bytes;
};

HeapUse heap_use() noexcept;

}  // namespace rung::test
