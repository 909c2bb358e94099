#include "backend/sqlite3/heap.hpp"

#include <cstddef>
#include <mutex>
#include <new>

namespace rung::sqlite {

void have_heap_kept() noexcept {
  constexpr std::size_t larger_than_a_step_takes = std::size_t{1} << 20U;
  static std::once_flag done;
  std::call_once(done, [] {
    // Not a new-expression: a compiler may leave that out. Where there is no such block it is only slower.
    ::operator delete(::operator new(larger_than_a_step_takes, std::nothrow));
  });
}

}  // namespace rung::sqlite
