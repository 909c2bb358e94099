#pragma once

namespace rung::sqlite {

/// Has the C library keep the heap's end, where SQLite's short-lived blocks lie: called before the first
/// statement of a run; does something once in a process. Never throws.
///
/// For each table and index that is dropped SQLite takes 88 kB and gives them back. glibc gives such an end
/// back to the system each time and takes it anew, ten page faults a step. How much of an end it keeps it
/// learns from the largest block that was ever given back (mallopt(3), on M_TRIM_THRESHOLD), and most
/// programs have had one of this size; where this one has not, it has now.
void have_heap_kept() noexcept;

}  // namespace rung::sqlite
