#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <rung/embedded.hpp>

#include "embed/request.hpp"

namespace rung::embed {

/// The texts of all scripts, one behind the other under one symbol.
class TextBlob {
 public:
  /// What arrays may hold: beyond it compilers take minutes.
  static constexpr std::uint64_t array_limit = std::uint64_t{8} << 20U;

  TextBlob(TextForm form, std::string symbol);

  /// Keeps `script`, a part of a file, as a view, and returns where its text will begin.
  std::uint64_t add(const embedded::Script& script);

  [[nodiscard]] const std::string& symbol() const noexcept { return symbol_; }

  /// The definition of the symbol, in C++. Reads the files if the form is arrays. Throws SourceError if the
  /// texts are too long for that, or a file cannot be read.
  [[nodiscard]] std::string definition() const;

 private:
  [[nodiscard]] std::string incbin() const;
  [[nodiscard]] std::string array() const;

  TextForm form_;
  std::string symbol_;
  std::vector<embedded::Script> scripts_;
  std::uint64_t size_ = 0;
};

}  // namespace rung::embed
