#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <rung/dialect.hpp>

namespace rung::test {

/// Writes scripts that are hard to cut, the same ones for the same seed.
class ScriptGenerator {
 public:
  ScriptGenerator(Dialect dialect, std::uint32_t seed);

  /// One to eight valid statements on the tables a(b, c) and d(e), with strings, names and comments full of
  /// semicolons and quotes.
  std::string script();

  /// Pieces of tokens in any order: hardly ever valid, and never a statement that is empty.
  std::string soup();

 private:
  std::string_view one_of(const std::vector<std::string_view>& choices);
  std::size_t below(std::size_t bound);
  std::string joined(const std::vector<std::string_view>& pieces, std::size_t most);
  std::string between();
  std::string text();
  std::string postgresql_text();
  std::string table_name();
  std::string token(std::string_view pattern);
  std::string statement();

  Dialect dialect_;
  std::mt19937 random_;
};

}  // namespace rung::test
