#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <rung/dialect.hpp>

namespace rung::test {

/// How an author breaks a script.
enum class Breakage { delete_statement, change_property, change_name };

std::string_view to_string(Breakage breakage);

struct Mutant {
  std::string what;  ///< "statement 2: `desc` is gone".
  std::string script;
};

/// The script broken in every place where this can be done: each mutant in one place. Comments are not
/// touched, and annotations stay.
std::vector<Mutant> mutants_of(std::string_view script, Dialect dialect, Breakage breakage);

}  // namespace rung::test
