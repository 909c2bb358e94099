#include "support/counted_new.hpp"

#include <atomic>
#include <cstdlib>
#include <new>

namespace rung::test {
namespace {

std::atomic<std::size_t> allocations{0};
std::atomic<std::size_t> allocated_bytes{0};

}  // namespace

HeapUse heap_use() noexcept { return {allocations, allocated_bytes}; }

}  // namespace rung::test

// NOLINTBEGIN(cppcoreguidelines-no-malloc, cppcoreguidelines-owning-memory): this is where memory comes from
void* operator new(std::size_t size, const std::nothrow_t& /*tag*/) noexcept {
  ++rung::test::allocations;
  rung::test::allocated_bytes += size;
  return std::malloc(size);
}
void* operator new(std::size_t size) {
  if (void* const memory = operator new(size, std::nothrow)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t /*size*/) noexcept { std::free(memory); }
// NOLINTEND(cppcoreguidelines-no-malloc, cppcoreguidelines-owning-memory)
