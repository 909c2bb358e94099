#include "cli/suggestion.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "near_miss.hpp"

namespace rung::cli {
namespace {

/// The known word that `word` was probably meant to be; empty if it is known itself, or nothing is near.
std::string_view meant_by(std::string_view word, const std::vector<std::string>& known) {
  if (std::find(known.begin(), known.end(), word) != known.end()) return {};
  return nearest(word, {known.begin(), known.end()});
}

}  // namespace

std::string what_is_wrong(const std::string& parsers_words, const std::vector<std::string>& arguments,
                          const KnownWords& known) {
  for (const std::string& argument : arguments) {
    const bool is_option = argument.rfind("--", 0) == 0;
    const std::string word = argument.substr(0, argument.find('='));
    const std::string_view meant = meant_by(word, is_option ? known.options : known.commands);
    if (meant.empty()) continue;
    return fmt::format("there is no {} `{}`. Did you mean `{}`?", is_option ? "option" : "command", word,
                       meant);
  }
  if (parsers_words != "A subcommand is required") return parsers_words;
  return fmt::format("what is to be done? There are {}", fmt::join(known.commands, ", "));
}

}  // namespace rung::cli
