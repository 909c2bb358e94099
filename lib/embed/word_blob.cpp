#include "embed/word_blob.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "embed/cpp_literal.hpp"

namespace rung::embed {

std::string WordBlob::add(std::string_view word) {
  if (word.empty()) return "{}";
  auto place = places_.find(word);
  if (place == places_.end()) {
    place = places_.emplace(word, words_.size()).first;
    words_ += word;
  }
  return fmt::format("{{{}, {}}}", place->second, word.size());
}

std::string WordBlob::definition() const {
  // Compilers take short strings that stand side by side for one.
  constexpr std::size_t line = 100;
  std::string text = "constexpr char rung_words[] =";
  for (std::size_t at = 0; at < std::max(words_.size(), std::size_t{1}); at += line)
    text += "\n    " + string_literal(std::string_view(words_).substr(at, line));
  return text + ";\n\n";
}

}  // namespace rung::embed
