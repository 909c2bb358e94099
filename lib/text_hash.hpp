#pragma once

#include <memory>
#include <string_view>

#include <rung/checksum.hpp>

namespace rung {

/// SHA-256 of a text given in blocks, the way a migration's checksum wants it: CRLF folded to LF, a
/// byte-order mark at the start dropped. A CR that no LF follows stays.
class TextHash {
 public:
  TextHash();
  ~TextHash();
  TextHash(TextHash&&) noexcept;
  TextHash& operator=(TextHash&&) noexcept;

  void add(std::string_view block);
  /// Ends it; call once.
  Checksum finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Of a whole text in memory.
Checksum checksum_of_text(std::string_view text);
/// Of a routine: of "routine <id>\n".
Checksum checksum_of_routine(std::string_view id);

}  // namespace rung
