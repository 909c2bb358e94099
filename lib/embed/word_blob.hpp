#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace rung::embed {

/// The names, files, ids and checksums of a set, one behind the other in one array of characters; what is
/// said twice stands there once.
class WordBlob {
 public:
  /// Keeps the word, and returns its place as the initialiser of an embedded::PackedWord.
  std::string add(std::string_view word);

  /// The definition of `rung_words`, in C++.
  [[nodiscard]] std::string definition() const;

 private:
  std::string words_;
  std::map<std::string, std::size_t, std::less<>> places_;
};

}  // namespace rung::embed
