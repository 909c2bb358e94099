#pragma once

#include <string>
#include <vector>

namespace rung::cli {

/// What the command line understands: commands by name, options with their dashes.
struct KnownWords {
  std::vector<std::string> commands;
  std::vector<std::string> options;
};

/// One line about arguments that were refused. The parser's own words, unless an argument is a misspelling:
/// then that argument, and the word that was probably meant.
std::string what_is_wrong(const std::string& parsers_words, const std::vector<std::string>& arguments,
                          const KnownWords& known);

}  // namespace rung::cli
