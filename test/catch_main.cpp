#define CATCH_CONFIG_MAIN  // NOLINT(readability-identifier-naming): Catch2's own switch
#include <catch2/catch.hpp>

/// Asked by the leak sanitizer when a program ends. SOCI 4.0.3 loses a connection whose first statement, its
/// own, fails.
// NOLINTNEXTLINE(bugprone-reserved-identifier,readability-identifier-naming): the sanitizer's name
extern "C" const char* __lsan_default_suppressions() { return "leak:libsoci_postgresql"; }
