#include "text/place.hpp"

#include <algorithm>
#include <cstring>

namespace rung::text {

Place after(Place from, std::string_view text) noexcept {
  // Of all lines but the last only the number matters.
  while (const void* const found = text.empty() ? nullptr : std::memchr(text.data(), '\n', text.size())) {
    ++from.line;
    from.column = 1;
    text.remove_prefix(static_cast<std::size_t>(static_cast<const char*>(found) - text.data()) + 1);
  }
  // Bytes of the form 10xxxxxx continue a character.
  const auto begins_character = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  from.column += static_cast<std::uint64_t>(std::count_if(text.begin(), text.end(), begins_character));
  return from;
}

}  // namespace rung::text
