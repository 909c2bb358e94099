#define CATCH_CONFIG_MAIN  // NOLINT(readability-identifier-naming): Catch2's own switch
#include <catch2/catch.hpp>
